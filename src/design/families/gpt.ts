import type { Head, TensorNames } from '../architecture.ts';
import type { Keys } from '../keys.ts';
import type { KeyNames } from './family.ts';
import { linearParts, onTop } from './parts.ts';

/** What OpenAI's GPT-2 and its kin call their sizes; the generic names are read too, as by their attribute maps. */
export const gptKeyNames = {
	width: ['n_embd', 'hidden_size'],
	layers: ['n_layer', 'num_hidden_layers'],
	heads: ['n_head', 'num_attention_heads'],
	headSize: 'head_dim',
	feedForward: 'n_inner',
	positions: ['n_positions', 'max_position_embeddings'],
	vocabulary: 'vocab_size',
} satisfies KeyNames;

/** Their names of the parts; `{body}` stands for the module that holds the layers. */
export const gptNames: TensorNames = {
	token: '{body}wte',
	position: '{body}wpe',
	query_key_value: '{body}h.{layer}.attn.c_attn',
	output: '{body}h.{layer}.attn.c_proj',
	attention_norm: '{body}h.{layer}.ln_1',
	feed_forward_norm: '{body}h.{layer}.ln_2',
	up: '{body}h.{layer}.mlp.c_fc',
	down: '{body}h.{layer}.mlp.c_proj',
	final_norm: '{body}ln_f',
	cross_query: '{body}h.{layer}.crossattention.q_attn',
	cross_key_value: '{body}h.{layer}.crossattention.c_attn',
	cross_output: '{body}h.{layer}.crossattention.c_proj',
	cross_attention_norm: '{body}h.{layer}.ln_cross_attn',
};

/** The second head of the classes with two: one score for each of several choices. */
export const choiceHead = (keys: Keys, width: number): Head =>
	onTop(
		'choice',
		keys.flag('summary_use_proj', true) ? linearParts('multiple_choice_head.summary', width, keys.flag('summary_proj_to_labels', true) ? 1 : width) : [],
	);
