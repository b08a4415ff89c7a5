import { type ClientCapabilities, type Connection, DidChangeWatchedFilesNotification, type Disposable, WatchKind } from 'vscode-languageserver/node';

/** What the client is asked to tell of the disk. */
export interface Watching {
	initialize(capabilities: ClientCapabilities): void;
	/** Files that a design may name as its model, and designs themselves. */
	designs(): void;
	/** Folders that come and go too, with whatever is in them: only where a whole workspace is linted. */
	folders(wanted: boolean): void;
}

export function watching(connection: Connection): Watching {
	let registers = false;
	let folders: Promise<Disposable> | undefined;
	return {
		initialize({ workspace }) {
			registers = workspace?.didChangeWatchedFiles?.dynamicRegistration === true;
		},
		designs() {
			if (!registers) return;
			const watchers = [{ globPattern: '**/*.{json,jsonc}' }, { globPattern: '**/*.headroom.{yaml,yml}' }];
			void connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
		},
		folders(wanted) {
			if (!registers || wanted === (folders !== undefined)) return;
			// A folder has no ending to go by.
			const watchers = [{ globPattern: '**/*', kind: WatchKind.Create | WatchKind.Delete }];
			if (wanted) folders = connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
			else {
				void folders?.then((watcher) => watcher.dispose());
				folders = undefined;
			}
		},
	};
}
