import { basename } from 'node:path';
import { commands, Disposable, ViewColumn, window, workspace } from 'vscode';
import type { InspectParams } from '../server/requests.ts';
import { fileOf } from './designs.ts';
import type { DesignServer } from './language-client.ts';
import { registerReadonlyDocuments } from './readonly-documents.ts';

/** `headroom.inspect`: the table of `headroom inspect` beside the editor; it follows the design as it is typed. */
export function registerInspect(server: DesignServer): Disposable {
	const tables = registerReadonlyDocuments<InspectParams>(
		'headroom-inspect',
		server,
		async (params) => (await server.inspect(params)) ?? `${params.name} is no design: it has no model_type.`,
	);
	return Disposable.from(
		tables,
		commands.registerCommand('headroom.inspect', async (argument: unknown) => {
			const uri = fileOf(argument);
			if (uri === undefined) return void window.showErrorMessage('Open the design to inspect: a file NAME.headroom.yaml, or a config.json.');
			const address = tables.address(`${basename(uri.path)} (inspected)`, { uri: uri.toString(), name: workspace.asRelativePath(uri) });
			await window.showTextDocument(address, { viewColumn: ViewColumn.Beside, preserveFocus: true, preview: true });
		}),
	);
}
