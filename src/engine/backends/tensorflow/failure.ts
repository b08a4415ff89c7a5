import type { Installed } from './installed.ts';

/** Why TensorFlow.js cannot be used, and what to do about it, in words for people. */
export interface Failure {
	reason: string;
	remedy: string;
}

const AGAIN = 'Install it again with the command "Headroom: Install TensorFlow.js GPU backend" or with `headroom install tensorflow`.';
const OTHER = 'Use another backend; cpu runs everywhere.';

export const notInstalled: Failure = {
	reason: 'TensorFlow.js is not installed.',
	remedy: 'Install it with the command "Headroom: Install TensorFlow.js GPU backend" or with `headroom install tensorflow`.',
};

/** What messages of loaders mean. */
const KNOWN: readonly [RegExp, (found: RegExpExecArray) => Failure][] = [
	[
		/native addon module \(tfjs_binding\.node\) can not be found|node-pre-gyp/,
		() => ({ reason: 'its native part, which the installation downloads or builds, is missing', remedy: AGAIN }),
	],
	[
		/(lib(?:cuda|cudart|cublas\w*|cudnn\w*|cufft|curand|cusolver|cusparse|nv\w+))\.so[.\d]*: cannot open shared object/,
		([, library]) => ({
			reason: `the CUDA library ${library} is not on this machine`,
			remedy: `Install CUDA 11.2 and cuDNN 8.1, which TensorFlow.js is built for, and set LD_LIBRARY_PATH to their libraries. Or: ${OTHER.toLowerCase()}`,
		}),
	],
	[/(libtensorflow\w*)\.so[.\d]*: cannot open shared object/, ([, library]) => ({ reason: `its library ${library} is missing`, remedy: AGAIN })],
	[
		/version [`'](GLIBC(?:XX)?_[\d.]+)' not found/,
		([, version]) => ({ reason: `this system is too old for it: it needs ${version}`, remedy: `Use a newer system. Or: ${OTHER.toLowerCase()}` }),
	],
	[
		/invalid ELF header|wrong ELF class|not a valid Win32 application|incompatible architecture|mach-o/,
		() => ({ reason: 'it was installed for another kind of machine', remedy: AGAIN }),
	],
	[
		/NODE_MODULE_VERSION|did not self-register|different Node\.js version/,
		() => ({ reason: `it was built for another Node than ${process.version}`, remedy: AGAIN }),
	],
	[/Cannot find module '([^']+)'/, ([, module]) => ({ reason: `a part of it, ${module}, is missing`, remedy: AGAIN })],
	[/Illegal instruction|SIGILL/, () => ({ reason: 'this processor lacks instructions that it is built with (AVX)', remedy: OTHER })],
];

/** In words, what it means that a package is there and does not load. */
export function failureOf({ name, version }: Pick<Installed, 'name' | 'version'>, message: string): Failure {
	const [first = ''] = message.split('\n');
	for (const [pattern, words] of KNOWN) {
		const found = pattern.exec(message);
		if (!found) continue;
		const { reason, remedy } = words(found);
		return { reason: `${name} ${version} is installed and does not load: ${reason}.`, remedy };
	}
	return { reason: `${name} ${version} is installed and does not load: ${first}${first.endsWith('.') ? '' : '.'}`, remedy: AGAIN };
}
