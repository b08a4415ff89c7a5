import { Disposable, EventEmitter, Uri, workspace } from 'vscode';
import type { DesignServer } from './language-client.ts';

/** Documents about designs that cannot be edited; what each is about stands in its address. */
export interface ReadonlyDocuments<T> extends Disposable {
	/** The address of the document about a subject, under a title that its tab shows. */
	address(title: string, subject: T): Uri;
}

/** Registers a scheme of such documents. An open one is written anew when a design that its subject names changes. */
export function registerReadonlyDocuments<T>(scheme: string, server: DesignServer, write: (subject: T) => Promise<string>): ReadonlyDocuments<T> {
	const changed = new EventEmitter<Uri>();
	const registered = Disposable.from(
		changed,
		workspace.registerTextDocumentContentProvider(scheme, { onDidChange: changed.event, provideTextDocumentContent: ({ query }) => write(JSON.parse(query)) }),
		server.onFacts(({ uri }) => {
			for (const document of workspace.textDocuments)
				if (document.uri.scheme === scheme && document.uri.query.includes(JSON.stringify(uri))) changed.fire(document.uri);
		}),
	);
	return {
		address: (title, subject) => Uri.from({ scheme, path: `/${title}`, query: JSON.stringify(subject) }),
		dispose: () => registered.dispose(),
	};
}
