import type { Architecture } from '../src/design/architecture.ts';
import { readDesign } from '../src/design/design.ts';
import type { Optimizer } from '../src/engine/engine.ts';
import type { Sizes } from './stepper.ts';

export const OPTIMIZER: Optimizer = { weightDecay: 0.1, gradientClip: 1, beta1: 0.9, beta2: 0.95, epsilon: 1e-8 };

/** The shape of GPT-2 that is measured. */
export function gpt2({ layers, width, heads, sequence, vocabulary }: Omit<Sizes, 'batch' | 'threads'>): Architecture {
	const model = { model_type: 'gpt2', n_layer: layers, n_embd: width, n_head: heads, n_positions: sequence, vocab_size: vocabulary };
	const { architecture } = readDesign(JSON.stringify({ model }), { name: 'bench.headroom.json' });
	if (!architecture) throw new Error('the design of the benchmark is unreadable');
	return architecture;
}
