import type { Architecture } from '../architecture.ts';
import type { Dropout } from '../forward.ts';
import type { KeyName, Keys } from '../keys.ts';

/** Which key says which dropout. */
export type DropoutKeys = { readonly [part in keyof Dropout]?: KeyName };

/** The dropout that a file states. A key that is left out is 0 here, also where the library's class has 0.1: a design trains as it reads. */
export function dropoutOf(keys: Keys, names: DropoutKeys): Pick<Architecture, 'dropout'> {
	const stated = Object.entries(names)
		.filter(([, name]) => [name].flat().some((key) => keys.has(key)))
		.map(([part, name]) => [part, keys.number(name, 0, { zero: true, below: 1 })] as const)
		.filter(([, share]) => share > 0);
	return stated.length > 0 ? { dropout: Object.fromEntries(stated) } : {};
}

/** GPT-2's keys. */
export const gptDropout: DropoutKeys = { embedding: 'embd_pdrop', probabilities: 'attn_pdrop', attention: 'resid_pdrop', feedForward: 'resid_pdrop' };

/** BERT's keys. */
export const bertDropout: DropoutKeys = {
	embedding: 'hidden_dropout_prob',
	probabilities: 'attention_probs_dropout_prob',
	attention: 'hidden_dropout_prob',
	feedForward: 'hidden_dropout_prob',
};
