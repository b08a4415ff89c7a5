import type { Mixer } from '../architecture.ts';
import type { Keys } from '../keys.ts';
import { type RecurrentSizes, recurrent } from './recurrent.ts';
import { automatic, mamba1, usualRank } from './state-space.ts';

/** Mamba's mixer by its keys. */
function mixer(keys: Keys, { width }: RecurrentSizes): Mixer {
	// What the file says of the inner width stands above its ratio.
	const inner = keys.count('intermediate_size', Math.floor(keys.number('expand', 2) * width), { origin: 'derived' });
	return mamba1('{body}layers.{layer}.mixer', {
		width,
		inner,
		state: keys.count('state_size', 16),
		kernel: keys.count('conv_kernel', 4),
		rank: automatic(keys, 'time_step_rank', usualRank(width)),
		bias: keys.flag('use_bias', false),
		convolutionBias: keys.flag('use_conv_bias', true),
	});
}

const defaults = { width: 768, layers: 32, vocabulary: 50280, tied: true, initializerRange: 0.1 };

/** `MambaConfig`: layers of selective scans alone. */
export const mamba = recurrent({ modelType: 'mamba', prefix: 'Mamba', defaults, mixer });

/** `FalconMambaConfig`: Mamba with norms that have no weights on the scan's inputs. */
export const falconMamba = recurrent({ modelType: 'falcon_mamba', prefix: 'FalconMamba', defaults, mixer });
