/**
 * The first value of `probe` that is neither undefined nor false; errors count as not yet. VS Code answers some requests with nothing, or with `Canceled`,
 * while a provider registers. Rejects after `limit` milliseconds with the last error.
 */
export async function until<T>(what: string, probe: () => T | undefined | false | Promise<T | undefined | false>, limit = 20_000): Promise<T> {
	const deadline = Date.now() + limit;
	let last: unknown;
	while (Date.now() < deadline) {
		try {
			const value = await probe();
			if (value !== undefined && value !== false) return value;
		} catch (error) {
			last = error;
		}
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
	throw new Error(`Waited ${limit / 1000} s in vain for ${what}`, { cause: last });
}
