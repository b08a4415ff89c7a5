/** Words of the vocabulary that change the forward pass and own no tensor. */

/** Rotary positions (Su et al. 2021): entry pairs of queries and keys are turned by position · base^(−2i/dimensions). */
export interface Rotation {
	base: number;
	/** Leading entries of each head that turn. */
	dimensions: number;
	/** Neighbouring entries are pairs (GPT-J), not those half of `dimensions` apart (Llama). */
	interleaved?: boolean;
	scaling?: RotaryScaling;
}

/** How turning is slowed down so that a model reaches further than it was trained: `rope_scaling`. */
export type RotaryScaling =
	| { kind: 'linear'; factor: number }
	/** Slow turns are slowed down by `factor`, fast ones left, those between blended (Llama 3.1). */
	| { kind: 'llama3'; factor: number; lowFrequency: number; highFrequency: number; original: number }
	/** Turns slower than `slow` times in the original context are slowed down, those faster than `fast` left; cosines and sines times `magnitude` (Peng et al. 2023). */
	| { kind: 'yarn'; factor: number; fast: number; slow: number; original: number; magnitude: number; truncated: boolean }
	/** A kind that the engine has no rule for. */
	| { kind: 'other'; name: string };

/** How tokens are sent to experts: the best `active` of a mixture take part, each with its weight. */
export interface Routing {
	scores: 'softmax' | 'sigmoid';
	/** The weights of the chosen are divided by their sum. */
	normalised: boolean;
	/** Factor of the weights. */
	scale: number;
	/** Experts are chosen only inside the `active` best of `count` groups, a group being as good as the sum of its `best` experts (DeepSeek-V2, 2.2.2). */
	groups?: { count: number; active: number; best: number };
	/** Coefficient of the load-balancing loss (Fedus et al. 2022, 2.2); 0 where the family has none. */
	balance: number;
}

/** Shares of numbers that a training step sets to 0, the rest scaled up to make up for it (Srivastava et al. 2014). Evaluation keeps them all. */
export interface Dropout {
	/** Of the summed embeddings. */
	embedding?: number;
	/** Of the attention's probabilities. */
	probabilities?: number;
	/** Of what attention adds to the stream. */
	attention?: number;
	/** Of what the feed-forward block or the experts add. */
	feedForward?: number;
	/** Of the entries inside the feed-forward block (ModernBERT). */
	hidden?: number;
	/** Of what two blocks side by side add together (Falcon). */
	together?: number;
}
