// Writes VS Code's log files without the native logger. Without it the Output panel stays empty.
// VS Code imports this file as an ES module, which finds the names only in the `exports.x =` form.
const fs = require('node:fs');
const path = require('node:path');

const LEVELS = ['trace', 'debug', 'info', 'warning', 'error', 'critical', 'off'];

class Logger {
	constructor(file) {
		this.file = file;
		this.level = LEVELS.indexOf('info');
		this.plain = false;
	}
	write(level, message) {
		if (level < this.level) return;
		const local = new Date(Date.now() - new Date().getTimezoneOffset() * 60_000);
		const time = local.toISOString().replace('T', ' ').slice(0, 23);
		try {
			fs.appendFileSync(this.file, this.plain ? message : `${time} [${LEVELS[level]}] ${message}\n`);
		} catch {
			// The folder goes first when the server ends.
		}
	}
	trace(message) {
		this.write(0, message);
	}
	debug(message) {
		this.write(1, message);
	}
	info(message) {
		this.write(2, message);
	}
	warn(message) {
		this.write(3, message);
	}
	error(message) {
		this.write(4, message);
	}
	critical(message) {
		this.write(5, message);
	}
	getLevel() {
		return this.level;
	}
	setLevel(level) {
		this.level = level;
	}
	setPattern() {}
	clearFormatters() {
		this.plain = true;
	}
	flush() {}
	drop() {}
}

async function createLogger(_name, file) {
	fs.mkdirSync(path.dirname(file), { recursive: true });
	fs.appendFileSync(file, '');
	return new Logger(file);
}

exports.version = 0;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.Logger = Logger;
exports.createRotatingLogger = createLogger;
exports.createAsyncRotatingLogger = createLogger;
