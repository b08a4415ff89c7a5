import { existsSync, mkdtempSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

const DRIVER = 'vk_swiftshader_icd.json';

/** Folders with a Chromium: that of `CHROMIUM`, those of programs on the PATH, and where Debian puts it, whose program is a script elsewhere. */
function chromiumFolders(): string[] {
	const onPath = (process.env.PATH ?? '')
		.split(delimiter)
		.flatMap((folder) => ['chromium', 'google-chrome', 'google-chrome-stable'].map((name) => join(folder, name)));
	const programs = [process.env.CHROMIUM ?? '', ...onPath].filter((program) => program !== '' && existsSync(program));
	return [...programs.map((program) => dirname(realpathSync(program))), '/usr/lib/chromium'];
}

/**
 * Environment of a process whose WebGPU runs on SwiftShader, the Vulkan driver without a device that Chromium comes with; undefined where there is none.
 * It holds for a process from its start. With HEADROOM_TEST_ADAPTER=1 the machine's own adapter is taken instead.
 */
export function adapterEnvironment(): NodeJS.ProcessEnv | undefined {
	if (process.env.HEADROOM_TEST_ADAPTER === '1') return process.env;
	if (process.platform !== 'linux') return undefined;
	const folder = chromiumFolders().find((each) => existsSync(join(each, DRIVER)));
	if (folder === undefined) return undefined;
	return {
		...process.env,
		VK_DRIVER_FILES: join(folder, DRIVER),
		VK_ICD_FILENAMES: join(folder, DRIVER),
		// Vulkan's own library lies beside it.
		LD_LIBRARY_PATH: [folder, process.env.LD_LIBRARY_PATH].filter(Boolean).join(delimiter),
		XDG_RUNTIME_DIR: mkdtempSync(join(tmpdir(), 'headroom-adapter-')),
	};
}
