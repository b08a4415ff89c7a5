import { trainCommand } from '../training/command.ts';
import { Refusal } from '../training/refusal.ts';
import { progressReporter } from './progress.ts';
import { UsageError } from './usage.ts';

/** `headroom train`: one run, shown in the terminal. */
export async function train(args: string[]): Promise<number> {
	try {
		return await trainCommand(args, progressReporter);
	} catch (error) {
		throw error instanceof Refusal ? new UsageError(error.message) : error;
	}
}
