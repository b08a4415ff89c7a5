import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { serve } from './server.ts';

/** The language server as a process; the client says how it talks: `--node-ipc`, `--stdio` or a socket. */
serve(createConnection(ProposedFeatures.all));
