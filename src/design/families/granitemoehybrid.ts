import { decoder } from './decoder.ts';
import { kinds } from './experts.ts';
import { sameBias } from './family.ts';
import { expertsBeside } from './granitemoeshared.ts';
import { rotary } from './positions.ts';
import { mamba2ByKeys } from './state-space.ts';

const SHARED = 1024;

/** Without experts the shared block stands alone. */
const experts = expertsBeside(SHARED, {
	where: (keys) => {
		const several = keys.count('num_local_experts', 8, { minimum: 0 }) > 0;
		return () => several;
	},
	dense: (keys, usual) => ({ ...usual, size: keys.count('shared_intermediate_size', SHARED), fused: true }),
});

/** `GraniteMoeHybridConfig`: Mamba-2 with a few layers of attention, experts beside a shared block. */
export const granitemoehybrid = decoder({
	modelType: 'granitemoehybrid',
	prefix: 'GraniteMoeHybrid',
	classes: ['ForCausalLM', 'Model'],
	defaults: { width: 4096, layers: 32, heads: 32, feedForward: 11008, positions: 2048, vocabulary: 32000 },
	bias: (keys) => sameBias(keys.flag('attention_bias', false)),
	...experts,
	kind: kinds(experts.kind, (keys) => {
		const types = keys.names(['layers_block_type', 'layer_types']);
		return (index) => (/attention/.test(types?.[index] ?? '') && types?.[index] !== 'linear_attention' ? 'attention' : 'mamba');
	}),
	mixer: (keys, { width }, _index, kind) => (kind.includes('mamba') ? mamba2ByKeys(keys, width, '{body}layers.{layer}.mamba') : undefined),
	positions: (keys, { headSize, positions }) =>
		keys.get('position_embedding_type') === 'rope' ? rotary(keys, headSize, { maximum: positions }) : { kind: 'none', maximum: positions },
	names: { gate_up: '{body}layers.{layer}.shared_mlp.input_linear', down: '{body}layers.{layer}.shared_mlp.output_linear' },
});
