import { trainCommand } from './command.ts';
import { Refusal } from './refusal.ts';
import { quietReporter } from './reporter.ts';

/** The process that trains for the editor: `headroom train` with the same arguments, where nobody watches a terminal. */
void trainCommand(process.argv.slice(2), quietReporter)
	.catch((error: NodeJS.ErrnoException) => {
		const isExpected = error instanceof Refusal || error.code?.startsWith('ERR_PARSE_ARGS');
		process.stderr.write(`${isExpected ? error.message : error.stack}\n`);
		return isExpected ? 2 : 1;
	})
	.then((code) => {
		process.exitCode = code;
	});
