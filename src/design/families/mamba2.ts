import { recurrent } from './recurrent.ts';
import { automatic, mamba2 as mixer, usualRank } from './state-space.ts';

/** `Mamba2Config`: Mamba with heads. */
export const mamba2 = recurrent({
	modelType: 'mamba2',
	prefix: 'Mamba2',
	defaults: { width: 4096, layers: 64, vocabulary: 32768, tied: false, initializerRange: 0.1 },
	mixer: (keys, { width }) => {
		automatic(keys, 'time_step_rank', usualRank(width));
		keys.count('head_dim', 64);
		return mixer('{body}layers.{layer}.mixer', {
			width,
			inner: Math.floor(keys.number('expand', 2) * width),
			heads: keys.count('num_heads', 128),
			groups: keys.count('n_groups', 8),
			state: keys.count('state_size', 128),
			kernel: keys.count('conv_kernel', 4),
			bias: keys.flag('use_bias', false),
			convolutionBias: keys.flag('use_conv_bias', true),
		});
	},
});
