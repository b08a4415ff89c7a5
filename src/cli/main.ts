import { version } from '../../package.json';
import { besides } from './besides.ts';
import { diff } from './diff.ts';
import { doctor } from './doctor.ts';
import { inspect } from './inspect.ts';
import { install, uninstall } from './install.ts';
import { lintPaths } from './lint.ts';
import { runs } from './runs.ts';
import { sample } from './sample.ts';
import { sweep } from './sweep.ts';
import { train } from './train.ts';
import { UsageError } from './usage.ts';

/** Each command takes its arguments and gives the exit code: 0 fine; 1 findings, a passed budget or a failed run; 2 wrong usage or unreadable input. */
const commands: Record<string, { run: (args: string[]) => Promise<number> | number; summary: string }> = {
	inspect: { run: inspect, summary: 'FILE…     counts, rank, memory, compute and the resolved configuration' },
	lint: { run: lintPaths, summary: 'PATH…     findings; folders are searched' },
	diff: { run: diff, summary: 'A B       two designs beside each other, or one and its git revision' },
	train: { run: train, summary: 'DESIGN    one run; --resume DIR goes on with one' },
	sweep: { run: (args) => sweep(args), summary: 'DESIGN    all points of its sweep, each a run' },
	runs: { run: runs, summary: 'ls|show|compare|rename|rm   the runs of this folder' },
	sample: { run: sample, summary: 'RUN       text that the model of a run writes' },
	doctor: { run: doctor, summary: '          what can train here, and why something else cannot' },
	install: { run: install, summary: 'cuda|tensorflow   an optional runtime for training, after asking' },
	uninstall: { run: uninstall, summary: 'cuda|tensorflow   removes it' },
	bench: { run: besides('bench.js'), summary: '          speed and memory against peers, on this machine' },
	lsp: { run: besides('server.js'), summary: '--stdio   the language server, for any editor' },
};

const help = `headroom: design attention architectures, and train them

Usage: headroom COMMAND …
${Object.entries(commands)
	.map(([name, { summary }]) => `  ${name.padEnd(11)}${summary}`)
	.join('\n')}

headroom COMMAND --help says more. Exit codes: 0 fine; 1 findings or a failed run; 2 wrong usage or unreadable input.`;

async function main([name, ...rest]: string[]): Promise<number> {
	if (name === '--version' || name === '-v') {
		console.log(version);
		return 0;
	}
	if (name === '--help' || name === '-h' || name === 'help') {
		console.log(help);
		return 0;
	}
	const command = name === undefined ? undefined : commands[name];
	if (command === undefined) {
		console.error(name === undefined ? help : `headroom: there is no command ${name}; known are ${Object.keys(commands).join(', ')}.`);
		return 2;
	}
	try {
		return await command.run(rest);
	} catch (error) {
		// parseArgs throws TypeErrors with a code; both are the user's to mend.
		if (!(error instanceof UsageError) && !(error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS')) throw error;
		console.error(`headroom ${name}: ${(error as Error).message}`);
		return 2;
	}
}

// A reader such as `head` may close the pipe early; that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
	if (error.code === 'EPIPE') process.exit();
	throw error;
});
void main(process.argv.slice(2)).then((code) => {
	process.exitCode = code;
});
