import { attentionsOf } from './attentions.ts';
import type { DesignRule } from './rule.ts';

export const ropeDimInvalid: DesignRule = {
	id: 'rope-dim-invalid',
	summary: 'The part of each head that rotates is odd, nothing, or more than the head has.',
	severity: 'error',
	kind: 'fact',
	source: 'Su et al. 2021, 3.2: rotation acts on pairs. FlashAttention checks that the rotary part fits the head.',
	reads: ['width', 'heads', 'headSize'],
	check({ architecture, at, set, key, sets }) {
		const { positions } = architecture.embedding;
		const [first] = attentionsOf(architecture);
		if (positions.kind !== 'rotary' || first === undefined) return [];
		const { latent, queryKeySize } = first.attention;
		const turned = latent?.rotarySize ?? positions.dimensions;
		const size = latent ? latent.contentSize + latent.rotarySize : queryKeySize;
		if (turned > 0 && turned % 2 === 0 && turned <= size) return [];
		const said =
			turned === 0
				? 'Rotary positions are on, but no entry of a head rotates'
				: turned > size
					? `${turned} entries rotate in a head of ${size}`
					: `${turned} entries rotate, which is odd`;
		const even = size + (size % 2);
		return [
			{
				message: `${said}: rotation acts on pairs of entries.`,
				range: at('headSize'),
				related: [{ message: `Each head has ${size} entries.`, range: at('heads') }],
				fixes: !latent && size % 2 === 1 && sets('headSize') ? [{ title: `Set ${key('headSize')} ${even}`, edits: set('headSize', even) }] : [],
			},
		];
	},
};
