import { expect, it } from 'vitest';
import { runtimesFolder } from '../../../src/files/runtimes.ts';

it.each([
	['linux', { HEADROOM_RUNTIMES: '/chosen', XDG_DATA_HOME: '/data' }, '/chosen'],
	['linux', { XDG_DATA_HOME: '/data' }, '/data/headroom/runtimes'],
	['linux', {}, '/home/ada/.local/share/headroom/runtimes'],
	['darwin', { XDG_DATA_HOME: '/data' }, '/home/ada/Library/Application Support/headroom/runtimes'],
	['win32', { LOCALAPPDATA: '/local' }, '/local/headroom/runtimes'],
	['win32', {}, '/home/ada/AppData/Local/headroom/runtimes'],
] as const)('optional runtimes on %s with %o are in %s', (platform, environment, folder) => {
	expect(runtimesFolder(environment, platform, '/home/ada').replaceAll('\\', '/')).toBe(folder);
});
