/** What npm and install scripts write when they fail, the most telling first, and what it means. */
const FAILURES: [pattern: RegExp, meaning: string][] = [
	[/ENOSPC|no space left/i, 'The disk is full.'],
	[/EACCES|EPERM|permission denied/i, 'A file may not be written by this user.'],
	[/E404|code ETARGET|No matching version/, 'The npm registry has no such package or version.'],
	[/EBADPLATFORM|Unsupported platform/, 'The package is not for this platform.'],
	[/Unsupported system/, 'TensorFlow publishes no library for this platform.'],
	[/GLIBC(XX)?_[\d.]+.*not found/, "The system's C or C++ library is older than the one that it was built with: a newer system is needed."],
	[/certificate|SELF_SIGNED/i, "A server's certificate is not one that Node.js trusts: the npm setting cafile, or NODE_EXTRA_CA_CERTS, names more."],
	[
		/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|npm error network|socket hang up|fetch failed/i,
		"The npm registry, or the server that TensorFlow's library comes from, could not be reached. npm goes through a proxy where its settings proxy and https-proxy, or HTTPS_PROXY, name one.",
	],
	[
		/gyp ERR!|node-gyp|node-pre-gyp (ERR!|WARN).*(404|Pre-built binaries)|Python.*not found|make: (command )?not found/i,
		'There is no ready-made build of it for this Node.js and platform, and building one failed: that takes Python 3, make and a C++ compiler. Another version of Node.js may have a ready-made one.',
	],
	[/EBADENGINE|Unsupported engine/, 'It does not run on this version of Node.js.'],
];

/** Lines of output that are told where none of them is known. */
const LAST_LINES = 6;

/** Why npm failed, in words, with the line that says so, or else the last that it wrote. */
export function npmFailure(lines: readonly string[], code: number): string {
	for (const [pattern, meaning] of FAILURES) {
		const line = lines.find((each) => pattern.test(each));
		if (line !== undefined) return `${meaning}\nnpm ended with code ${code}, and wrote: ${line.trim()}`;
	}
	const last = lines.filter((line) => line.trim() !== '' && !/A complete log of this run/.test(line)).slice(-LAST_LINES);
	return `npm could not install it. It ended with code ${code}${last.length > 0 ? `, and wrote last:\n${last.join('\n')}` : '.'}`;
}
