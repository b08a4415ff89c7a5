#!/usr/bin/env node
// The hook of .pre-commit-hooks.yaml: lints the files that are committed. The first time it installs packages and builds.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build, installPackages, root } from './prepare.mjs';

const command = join(root, 'dist/cli.js');
try {
	if (!existsSync(command)) {
		installPackages();
		build();
	}
} catch (error) {
	console.error(/** @type {Error} */ (error).message);
	process.exit(2);
}
process.exit(spawnSync(process.execPath, [command, 'lint', ...process.argv.slice(2)], { stdio: 'inherit' }).status ?? 2);
