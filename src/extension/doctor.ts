import { execFile } from 'node:child_process';
import { commands, Disposable, EventEmitter, ProgressLocation, Uri, window, workspace } from 'vscode';

export interface DoctorOptions {
	/** The bundled command line. */
	script: string;
	environment: NodeJS.ProcessEnv;
}

const SCHEME = 'headroom-doctor';
const ADDRESS = Uri.from({ scheme: SCHEME, path: '/Headroom Doctor' });

/** `headroom.doctor`: the report of `headroom doctor` as a document, by the Node.js that trains. Asked again, it is written anew. */
export function registerDoctor(options: DoctorOptions): Disposable {
	const changed = new EventEmitter<Uri>();
	let report = '';
	const examine = (): Promise<string> => reportOf(options, workspace.getConfiguration('headroom').get<string>('train.node', ''));
	return Disposable.from(
		changed,
		workspace.registerTextDocumentContentProvider(SCHEME, {
			onDidChange: changed.event,
			// An editor that is restored after a reload asks before the command has run.
			async provideTextDocumentContent() {
				report ||= await examine();
				return report;
			},
		}),
		commands.registerCommand('headroom.doctor', async () => {
			report = await window.withProgress({ location: ProgressLocation.Window, title: 'Looking at what can train here' }, examine);
			changed.fire(ADDRESS);
			await window.showTextDocument(ADDRESS, { preview: true });
		}),
	);
}

/** What the program prints; where it fails, that is the report. */
function reportOf({ script, environment }: DoctorOptions, node: string): Promise<string> {
	const program = node || process.execPath;
	return new Promise((resolve) => {
		execFile(program, [script, 'doctor'], { env: { ...environment, NO_COLOR: '1' }, windowsHide: true }, (error, output, said) => {
			if (error === null) return resolve(output);
			resolve(
				`${program} ${script} doctor failed: ${error.message}\n${said}\nThe setting headroom.train.node names the Node.js that trains; it is the editor's own where it is empty.\n`,
			);
		});
	});
}
