import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { expect, it } from 'vitest';
import { onPath } from '../../../src/files/on-path.ts';

const folder = mkdtempSync(join(tmpdir(), 'headroom-path-'));
const file = process.platform === 'win32' ? 'tool.exe' : 'tool';
writeFileSync(join(folder, file), '');
chmodSync(join(folder, file), 0o755);
const empty = join(folder, 'empty');
mkdirSync(empty);
const delimiter = process.platform === 'win32' ? ';' : ':';

it('a program is found in the first folder that has it', async () => {
	expect(await onPath('tool', [empty, folder].join(delimiter))).toBe(join(folder, file));
});

it.each([
	['no folder has it', empty],
	['the PATH is empty', ''],
	['the folder is told from the working folder', relative(process.cwd(), folder)],
	['an entry is empty, which stands for the working folder', delimiter],
])('it is missed where %s', async (_, path) => {
	expect(await onPath('tool', path)).toBeUndefined();
});
