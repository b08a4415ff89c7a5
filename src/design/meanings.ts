/** What each key says, in a line: shown in hovers and beside completions. Model keys go by their library's names. */
export const modelMeanings: Readonly<Record<string, string>> = {
	model_type: 'The family: which library class is counted, built and trained.',
	architectures: 'The library class, and with it the heads on top of the layers.',
	hidden_size: 'Width of the residual stream: the size of every token vector between the layers.',
	num_hidden_layers: 'Number of layers, each with attention and feed-forward.',
	num_attention_heads:
		'Heads of each attention layer. Where no head size is set, each gets width ÷ heads dimensions, and its pre-softmax scores that rank at most.',
	num_key_value_heads: 'Heads of keys and values, shared among the attention heads: fewer of them shrink the cache, not the rank of a head.',
	head_dim: "Size of each head's queries, keys and values: the most rank its pre-softmax scores can have. Free of width and heads in a design file.",
	intermediate_size: 'Width inside the feed-forward block.',
	hidden_act: 'Activation of the feed-forward block.',
	max_position_embeddings: 'Most tokens that the positions are made for.',
	vocab_size: 'Rows of the token table, and scores of the language-model head.',
	type_vocab_size: 'Rows of the segment table.',
	tie_word_embeddings: 'True: the language-model head is the token table itself and costs nothing more.',
	rms_norm_eps: 'Added under the root in each norm.',
	layer_norm_eps: 'Added under the root in each norm.',
	layer_norm_epsilon: 'Added under the root in each norm.',
	initializer_range: 'Standard deviation of the initial weights.',
	initializer_cutoff_factor: 'Initial weights are drawn within so many standard deviations.',
	rope_theta: 'Base of the rotary angles: larger turns slower and reaches further.',
	attention_bias: 'Biases in the attention projections.',
	mlp_bias: 'Biases in the feed-forward block.',
	num_labels: 'Classes of the classifier head.',
};

/** Keys of other names that mean the same. */
const SAME: Readonly<Record<string, string>> = {
	n_embd: 'hidden_size',
	n_layer: 'num_hidden_layers',
	n_head: 'num_attention_heads',
	n_inner: 'intermediate_size',
	n_positions: 'max_position_embeddings',
	activation_function: 'hidden_act',
};

/** Keys of a design's own sections, by full path. */
const sectionMeanings: Readonly<Record<string, string>> = {
	model: 'The architecture, in Hugging Face keys; or the path of a config.json.',
	overrides: 'Keys that stand above those of the file that `model` names.',
	data: 'What a run learns from.',
	'data.files': 'Text to learn from: paths or patterns, relative to this file.',
	'data.task':
		'A synthetic task in place of files: `copy`, `associative-recall`, `nearest-neighbour` or `permutation`, where each place must attend to one given place.',
	'data.tokenizer': 'How text becomes tokens: `bytes`, `characters`, or the path of a tokenizer.json, relative to this file.',
	'data.sequence_length': "Tokens of a training window: the context that every head's rank is held against.",
	'data.validation_fraction': 'Share of the tokens, at the end, that is kept for evaluation.',
	training: 'How a run learns.',
	'training.objective': '`causal`: the next token; `masked`: hidden tokens.',
	'training.steps': 'Updates of the whole run.',
	'training.batch_size': 'Windows that each step reads.',
	'training.micro_batch_size': 'Windows that are computed at once; gradients of the parts of a batch are added up, which gives the same step in less memory.',
	'training.precision':
		'`float32`, or `float16` on a graphics device: matrix products of a step in half precision; weights, sums, norms and the loss stay in single precision, and the loss is scaled.',
	'training.learning_rate': 'Largest step size of AdamW, after the warm-up.',
	'training.schedule': 'How the learning rate falls after the warm-up: constant, linear, cosine or inverse_sqrt.',
	'training.warmup_steps': 'Steps over which the learning rate rises to its full value.',
	'training.weight_decay': 'Decay of the matrices, decoupled from the gradient; biases and norms are spared.',
	'training.gradient_clip': 'Gradients are scaled down to this global norm; 0 leaves them.',
	'training.seed': 'Seed of weights and order of the data: the same seed gives the same run.',
	'training.evaluate_every': 'Steps between evaluations on the validation text.',
	'training.checkpoint_every': 'Steps between checkpoints.',
	'training.measure_rank_every': "Steps between measurements of each head's ranks, attention entropy and largest score.",
	'training.threads': 'Threads of the processor; the physical cores unless set.',
	'training.initialize_from': 'Folder of a Hugging Face model, or of a checkpoint, whose weights the run starts from.',
	'training.tokens': 'Tokens that the model is to be trained on in all, such as `20B`: what its size is held against.',
	budget: 'Limits; passing one is an error.',
	'budget.parameters': 'Most parameters, such as `25M`.',
	'budget.kv_cache_per_token': 'Most bytes of keys and values that a token leaves in the cache, such as `128KiB`.',
	'budget.training_memory': 'Most bytes that training takes, such as `8GiB`.',
	'budget.training_flops_per_token': 'Most operations that training takes a token, such as `1G`; multiply and add are two.',
	device: 'The accelerator that the model is meant for.',
	'device.memory': 'Bytes of one device, such as `80GiB`.',
	'device.kind': 'Generation of the device, which says what sizes its kernels like: `ampere`, `ada`, `hopper`, `blackwell` or `other`.',
	'device.batch': 'Sequences that are served at once: as many caches lie in memory.',
	parallel: 'How many parts the model is split into.',
	'parallel.tensor': 'Parts that each layer is split into.',
	'parallel.pipeline': 'Parts that the layers are shared out to, one after the other.',
	'parallel.context': 'Parts that each sequence is split into.',
	'parallel.expert': 'Parts that the experts are shared out to.',
	'parallel.zero': 'Parts that optimizer, gradients and weights are shared out to (ZeRO).',
	'parallel.zero_stage': '1: the optimizer is shared out; 2: gradients too; 3: weights too.',
	sweep: 'A grid over keys; each point is a run.',
	rules: 'Severities of rules for this file.',
};

/** The meaning of a key by its full path in the file; `model` keys by their own name. */
export function meaningOf(path: readonly string[], inModel: boolean): string | undefined {
	const key = path.at(-1) ?? '';
	if (inModel) return modelMeanings[SAME[key] ?? key];
	return sectionMeanings[path.join('.')];
}
