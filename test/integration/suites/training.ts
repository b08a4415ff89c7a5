import { strict as assert } from 'node:assert';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite, teardown, test } from 'mocha';
import { commands, window } from 'vscode';
import type { RunEvent } from '../../../src/training/events.ts';
import { closeAll, open, workspaceFolder } from '../design.ts';
import { until } from '../until.ts';

const design = (steps: number, files = 'text/*.md') => `# A very small one
model:
  model_type: llama
  vocab_size: 256
  hidden_size: 32
  num_hidden_layers: 1
  num_attention_heads: 1
  intermediate_size: 64
data:
  files: ["${files}"]
  sequence_length: 32
training:
  steps: ${steps}
  batch_size: 4
  evaluate_every: 5
`;

const store = () => join(workspaceFolder(), '.headroom/runs');
const runs = (): string[] => (existsSync(store()) ? readdirSync(store()).map((run) => join(store(), run)) : []);

/** The events of a run so far; the last line may be half written. */
function eventsOf(run: string): RunEvent[] {
	const lines = readFileSync(join(run, 'events.jsonl'), 'utf8').split('\n').slice(0, -1);
	return lines.map((line) => JSON.parse(line));
}

/** Runs Train and waits for the folder of its run. */
async function train(uri: unknown): Promise<string> {
	const before = runs();
	await commands.executeCommand('headroom.train', uri);
	return until('a new run', () => runs().find((run) => !before.includes(run) && existsSync(join(run, 'events.jsonl'))), 30_000);
}

const endOf = (run: string) =>
	until(
		'the end of the run',
		() => {
			const last = eventsOf(run).at(-1);
			return last?.type === 'end' && last;
		},
		50_000,
	);

suite('training', () => {
	teardown(closeAll);

	test('Train makes a run with its panel, which trains to its end', async () => {
		const { document } = await open('small.headroom.yaml', design(10));
		const run = await train(document.uri);
		const panels = () =>
			window.tabGroups.all.flatMap(({ tabs }) => tabs).filter(({ input }) => typeof input === 'object' && input !== null && 'viewType' in input);
		await until('the run panel', () => panels().length === 1);
		const end = await endOf(run);
		assert.deepEqual({ status: end.status, step: end.step }, { status: 'finished', step: 10 });

		const events = eventsOf(run);
		assert.equal(events[0]?.type, 'start');
		assert.deepEqual(
			events.filter(({ type }) => type === 'step').map((event) => event.type === 'step' && event.step),
			[1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
		);
		const evaluations = events.filter((event) => event.type === 'evaluation');
		assert.deepEqual(
			evaluations.filter(({ step }) => step > 0).map(({ step }) => step),
			[5, 10],
		);
		assert.ok(evaluations.every(({ loss }) => loss > 0 && Number.isFinite(loss)));
		assert.equal(readFileSync(join(run, 'design.yaml'), 'utf8'), document.getText());
	});

	test('a second Train starts a second run, and Stop ends each with a checkpoint', async () => {
		const { document } = await open('long.headroom.yaml', design(100_000));
		const both = [await train(document.uri), await train(document.uri)];
		assert.equal(new Set(both).size, 2);
		for (const run of both) await until('a step', () => eventsOf(run).some(({ type }) => type === 'step'), 30_000);

		const stopping = commands.executeCommand('headroom.stopRun');
		const first = await until('the end of the run that was picked', async () => {
			await commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
			return both.find((run) => eventsOf(run).at(-1)?.type === 'end');
		});
		await stopping;
		const second = both.find((run) => run !== first) ?? '';
		assert.notEqual(eventsOf(second).at(-1)?.type, 'end');
		await commands.executeCommand('headroom.stopRun');
		for (const run of both) {
			const end = await endOf(run);
			assert.equal(end.status, 'stopped');
			assert.ok(existsSync(join(run, `checkpoints/step-${end.step}/model.safetensors`)));
		}
	});

	test('missing data is refused before anything is written', async () => {
		const { document } = await open('nothing.headroom.yaml', design(10, 'nowhere/*.md'));
		const before = runs();
		await commands.executeCommand('headroom.train', document.uri);
		await until('the refusal in a panel', () =>
			window.tabGroups.all.some(({ tabs }) => tabs.some(({ label }) => /nothing/.test(label) && !/yaml/.test(label))),
		);
		assert.deepEqual(
			runs().filter((run) => existsSync(join(run, 'events.jsonl'))),
			before.filter((run) => existsSync(join(run, 'events.jsonl'))),
		);
	});
});
