import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createProtocolConnection, type Diagnostic, type InitializeResult, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { bundle } from '../bundle.ts';

const uri = 'file:///designs/a.headroom.yaml';
const text = 'model:\n  model_type: llama\n  hidden_size: 128\n  num_attention_heads: 5\n';

let program: string;
beforeAll(async () => {
	program = await bundle('src/server/main.ts', 'server.js');
});

let server: ChildProcess | undefined;
afterEach(() => void server?.kill('SIGKILL'));

/** Starts the server as editors without an extension do, and says the least that a client may say. */
async function startServer(capabilities: object = {}) {
	const child = spawn(process.execPath, [program, '--stdio'], { stdio: ['pipe', 'pipe', 'pipe'] });
	server = child;
	let stderr = '';
	child.stderr.on('data', (chunk) => (stderr += chunk));
	const client = createProtocolConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
	const notifications: string[] = [];
	const published: Diagnostic[][] = [];
	client.onUnhandledNotification(({ method }) => notifications.push(method));
	client.onNotification('textDocument/publishDiagnostics', ({ diagnostics }: { diagnostics: Diagnostic[] }) => void published.push(diagnostics));
	client.listen();
	const initialized = await client.sendRequest<InitializeResult>('initialize', { processId: null, rootUri: null, capabilities });
	await client.sendNotification('initialized', {});
	return { child, client, notifications, published, initialized, stderr: () => stderr };
}

describe('the server as a program of its own', () => {
	it('serves a client that knows nothing of Headroom, and ends when it is told to', async () => {
		const { child, client, notifications, published, initialized, stderr } = await startServer();
		expect(initialized.serverInfo?.name).toBe('headroom');
		await client.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'yaml', version: 1, text } });
		await expect.poll(() => published.at(-1)?.map(({ code }) => code), { timeout: 10_000 }).toContain('heads-not-dividing-hidden');
		expect(published.at(-1)?.every((diagnostic) => diagnostic.codeDescription === undefined)).toBe(true);

		const at = { line: 3, character: 23 };
		const actions = await client.sendRequest<{ title: string; command?: unknown }[]>('textDocument/codeAction', {
			textDocument: { uri },
			range: { start: at, end: at },
			context: { diagnostics: [] },
		});
		expect(actions.map(({ title }) => title)).toEqual(expect.arrayContaining([expect.stringMatching(/^Use 4 heads/)]));
		expect(actions.filter(({ command }) => command !== undefined)).toEqual([]);
		const lenses = await client.sendRequest<{ command: { command: string } }[]>('textDocument/codeLens', { textDocument: { uri } });
		expect(lenses.map(({ command }) => command.command)).toEqual(['']);
		// Settings may come at any time, in any shape.
		await client.sendNotification('workspace/didChangeConfiguration', { settings: { headroom: 7 } });
		await client.sendRequest('textDocument/hover', { textDocument: { uri }, position: at });
		expect(notifications.filter((method) => method.startsWith('headroom/'))).toEqual([]);

		await client.sendRequest('shutdown');
		const exit = once(child, 'exit');
		await client.sendNotification('exit');
		expect(await exit).toEqual([0, null]);
		expect(stderr()).toBe('');
	});

	it('asks a client for its settings only where the client has them', async () => {
		const { client, published } = await startServer({ workspace: { configuration: true } });
		const asked: string[] = [];
		client.onRequest('workspace/configuration', ({ items }: { items: { scopeUri: string; section: string }[] }) => {
			asked.push(...items.map(({ section }) => section));
			return [{ rules: { 'heads-not-dividing-hidden': 'warning' } }];
		});
		await client.sendNotification('textDocument/didOpen', { textDocument: { uri, languageId: 'yaml', version: 1, text } });
		await expect.poll(() => published.at(-1)?.find(({ code }) => code === 'heads-not-dividing-hidden')?.severity, { timeout: 10_000 }).toBe(2);
		expect(new Set(asked)).toEqual(new Set(['headroom']));
	});
});
