import { bambaNames } from './bamba.ts';
import { decoder } from './decoder.ts';
import { sameBias } from './family.ts';
import { mamba2ByKeys } from './state-space.ts';

/** `FalconH1Config`: attention and Mamba-2 side by side in every layer. */
export const falconH1 = decoder({
	modelType: 'falcon_h1',
	prefix: 'FalconH1',
	classes: ['ForCausalLM', 'Model'],
	defaults: { width: 4096, layers: 32, heads: 32, kvHeads: 8, feedForward: 14336, positions: 8192, vocabulary: 128000, epsilon: 1e-5 },
	bias: (keys) => sameBias(keys.flag('attention_bias', false)),
	feedForward: (keys, usual) => ({ ...usual, bias: keys.flag('mlp_bias', false) }),
	mixerBeside: true,
	mixer: (keys, { width }) => {
		// Null has the channels follow from the width; an absent key has what the class says.
		const inner = keys.size('mamba_d_ssm', 1024) ?? keys.count('mamba_expand', 2) * width;
		return mamba2ByKeys(keys, width, '{body}layers.{layer}.mamba', {
			inner,
			outputBias: keys.flag('projectors_bias', false),
			norm: keys.flag('mamba_rms_norm', false),
		});
	},
	names: bambaNames,
});
