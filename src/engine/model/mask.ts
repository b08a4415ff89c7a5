import type { AttentionMask } from '../../design/architecture.ts';

/** Far enough below any score that softmax gives exactly 0, and still a finite number: −∞ minus −∞ would be NaN. */
const HIDDEN = -1e9;

/** What is added to the scores: 0 where a query (row) may see a key (column), else a large negative number. */
export function maskScores(mask: AttentionMask, positions: number): Float32Array {
	const scores = new Float32Array(positions * positions);
	for (let query = 0; query < positions; query++)
		for (let key = 0; key < positions; key++) if (!sees(mask, query, key)) scores[query * positions + key] = HIDDEN;
	return scores;
}

function sees(mask: AttentionMask, query: number, key: number): boolean {
	const back = query - key;
	switch (mask.kind) {
		case 'full':
			return true;
		case 'causal':
			return back >= 0;
		case 'causal-window':
			return back >= 0 && back < mask.window;
		case 'chunk':
			return back >= 0 && Math.floor(query / mask.chunk) === Math.floor(key / mask.chunk);
		case 'band':
			return Math.abs(back) <= mask.reach;
	}
}
