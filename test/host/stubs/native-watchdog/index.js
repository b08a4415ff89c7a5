// Ends this process when the one that started it is gone; the original does so from a native thread.
exports.start = (pid) => {
	const watch = setInterval(() => {
		try {
			process.kill(pid, 0);
		} catch {
			process.exit(87);
		}
	}, 3000);
	watch.unref();
};
exports.exit = (code) => process.exit(code ?? 0);
