import { open } from 'node:fs/promises';

/** A file that only grows, line by line, in the order of the calls. Nobody waits for the disk until `flush`. */
export interface Appender {
	append(line: string): void;
	/** Resolves once all that was appended is in the file; throws what the disk answered, now or before. */
	flush(): Promise<void>;
	close(): Promise<void>;
}

/** Opens a file to append to. A last line that a kill cut off is ended, so that the next one stands by itself. */
export async function openAppender(path: string): Promise<Appender> {
	const file = await open(path, 'a+');
	const { size } = await file.stat();
	const last = Buffer.alloc(1);
	if (size > 0) await file.read(last, 0, 1, size - 1);
	let waiting = size > 0 && last.toString() !== '\n' ? '\n' : '';
	let failure: Error | undefined;
	let writing: Promise<void> | undefined;

	const write = async (): Promise<void> => {
		while (waiting !== '' && failure === undefined) {
			const text = waiting;
			waiting = '';
			await file.appendFile(text).catch((error: Error) => {
				failure = error;
			});
		}
		writing = undefined;
	};
	const flush = async (): Promise<void> => {
		while (writing !== undefined) await writing;
		if (failure !== undefined) throw failure;
	};
	return {
		append(line) {
			waiting += `${line}\n`;
			writing ??= write();
		},
		flush,
		async close() {
			await flush().finally(() => file.close());
		},
	};
}
