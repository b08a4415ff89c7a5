import type { Keys } from '../keys.ts';
import { decoder } from './decoder.ts';
import { kinds, routed } from './experts.ts';
import { sameBias } from './family.ts';
import { masksOf } from './positions.ts';

/** Which layers rotate: all but every fourth unless the file says. */
function rotates(keys: Keys): (index: number) => boolean {
	const interval = keys.count('no_rope_layer_interval', 4);
	const written = keys.numbers('no_rope_layers');
	return written?.length ? (index) => written[index] !== 0 : (index) => (index + 1) % interval !== 0;
}

/** Which layers are routed: every `interleave_moe_layer_step`-th unless the file lists them. */
function isRouted(keys: Keys): (index: number) => boolean {
	const step = keys.count('interleave_moe_layer_step', 1);
	const written = keys.numbers('moe_layers');
	const listed = new Set(written);
	return written ? (index) => listed.has(index) : (index) => (index + 1) % step === 0;
}

const experts = routed({
	experts: ['num_local_experts', 16],
	active: ['num_experts_per_tok', 1],
	where: isRouted,
	shared: (_, size) => size,
	dense: (keys, usual) => ({ ...usual, size: keys.count('intermediate_size_mlp', 16384) }),
	block: '{body}layers.{layer}.feed_forward',
	router: 'router',
	sharedName: 'shared_expert',
	parts: (place, count, width, size) => [
		{ name: `${place}.gate_up_proj`, shape: [count, width, 2 * size] },
		{ name: `${place}.down_proj`, shape: [count, size, width] },
	],
});

/** `Llama4TextConfig`: rotating layers see a chunk, the others everything; experts beside a shared one in all or every other layer. */
export const llama4Text = decoder({
	modelType: 'llama4_text',
	prefix: 'Llama4',
	bodyClass: 'Llama4TextModel',
	classes: ['ForCausalLM', 'Model'],
	defaults: {
		width: 5120,
		layers: 48,
		heads: 40,
		kvHeads: 8,
		headSize: 128,
		feedForward: 8192,
		positions: 131072,
		vocabulary: 202048,
		base: 500000,
		epsilon: 1e-5,
	},
	bias: (keys) => sameBias(keys.flag('attention_bias', false)),
	mask: (keys) => {
		const turns = rotates(keys);
		return masksOf(keys, { chunk: keys.size('attention_chunk_size', 8192), usual: (index) => (turns(index) ? 'chunked_attention' : 'full_attention') });
	},
	...experts,
	kind: kinds(experts.kind, (keys) => {
		const turns = rotates(keys);
		return (index) => (turns(index) ? '' : 'without positions');
	}),
	attention: (_keys, _sizes, _norm, _mask, kind) => (kind.endsWith('without positions') ? { withoutPositions: true } : {}),
	names: {
		gate: '{body}layers.{layer}.feed_forward.gate_proj',
		up: '{body}layers.{layer}.feed_forward.up_proj',
		down: '{body}layers.{layer}.feed_forward.down_proj',
	},
});
