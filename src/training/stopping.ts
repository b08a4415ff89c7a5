import { access, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Claim } from './claim.ts';
import { STOP_FILE } from './store.ts';

/** Whether a run is wished to end, by a signal or by a file named `stop` in its folder. */
export interface Stopping {
	requested(): boolean;
	/** Why the run cannot go on in its folder; undefined while it can. */
	lost(): string | undefined;
	dispose(): Promise<void>;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** Milliseconds between looks at the folder. */
const INTERVAL = 200;
/** One Ctrl-C may reach a process twice, by the terminal and by npm. Later ones mean it. */
const PATIENCE = 2000;

export function watchForStop(folder: string, claim: Claim): Stopping {
	let asked: number | undefined;
	let lost: string | undefined;
	let looking: Promise<void> | undefined;
	const onSignal = (signal: NodeJS.Signals): void => {
		if (asked === undefined) asked = Date.now();
		else if (Date.now() - asked > PATIENCE) process.exit(signal === 'SIGINT' ? 130 : 143);
	};
	const look = async (): Promise<void> => {
		if (!(await claim.holds())) lost ??= `${folder} has vanished, or another process has taken it.`;
		await access(join(folder, STOP_FILE)).then(
			() => {
				asked ??= Date.now();
			},
			() => undefined,
		);
	};
	for (const signal of SIGNALS) process.on(signal, onSignal);
	const timer = setInterval(() => {
		looking ??= look().finally(() => {
			looking = undefined;
		});
	}, INTERVAL);
	return {
		requested: () => asked !== undefined || lost !== undefined,
		lost: () => lost,
		async dispose() {
			clearInterval(timer);
			for (const signal of SIGNALS) process.off(signal, onSignal);
			await looking;
			await rm(join(folder, STOP_FILE), { force: true }).catch(() => undefined);
		},
	};
}
