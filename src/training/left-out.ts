import type { Architecture } from '../design/architecture.ts';
import type { Keys } from '../design/keys.ts';

interface LeftOut {
	key: string;
	/** The families whose runs leave it out; those with experts where none is named. */
	families?: readonly string[];
	/** What happens instead. */
	instead: string;
}

/** Keys that change training where they are above zero, and that training here does without. */
const LEFT_OUT: readonly LeftOut[] = [
	{ key: 'layerdrop', families: ['opt'], instead: 'every layer computes every step' },
	{ key: 'router_jitter_noise', instead: 'routers and experts read their input as it is' },
	{ key: 'router_z_loss_coef', instead: "no loss is added that holds the router's scores down" },
	{ key: 'aux_loss_alpha', families: ['deepseek_v2', 'deepseek_v3'], instead: 'no loss is added that balances the experts' },
	{ key: 'router_aux_loss_coef', families: ['deepseek_v2', 'deepseek_v3'], instead: 'no loss is added that balances the experts' },
];

/** What a run of this model does not do though its file asks for it: a sentence for each such key. */
export function leftOut({ modelType, layers }: Architecture, keys: Keys): string[] {
	const hasExperts = layers.some(({ mixture }) => mixture);
	return LEFT_OUT.filter(({ families }) => families?.includes(modelType) ?? hasExperts).flatMap(({ key, instead }) => {
		const value = keys.get(key);
		return typeof value === 'number' && value > 0 ? [`${key} ${value} is not done: ${instead}.`] : [];
	});
}
