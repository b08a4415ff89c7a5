import { placeIn } from '../design/design.ts';
import { attentionsOf } from './attentions.ts';
import type { DesignRule } from './rule.ts';

export const headDimKernel: DesignRule = {
	id: 'head-dim-kernel',
	summary: 'Attention kernels have no, or only a slower, path for this head size.',
	severity: 'error',
	kind: 'fact',
	source: 'FlashAttention 2: multiples of 8 up to 256. On Blackwell its kernels take 8 to 128, (192, 128) and (256, 256).',
	reads: ['heads', 'headSize'],
	check({ architecture, design, at, sets, set, readsHeadSize }) {
		const flash = ['attn_implementation', '_attn_implementation'].some((key) => String(design.keys.get(key) ?? '').includes('flash'));
		for (const { attention } of attentionsOf(architecture)) {
			const { queryKeySize: size, valueSize, latent } = attention;
			const range = at(sets('headSize') ? 'headSize' : 'heads');
			const settable = !latent && readsHeadSize;
			if (flash && size > 256)
				return [
					{
						message: `FlashAttention has no kernel for heads of ${size}; it stops at 256.`,
						range,
						severity: 'error',
						fixes: settable ? [{ title: 'Set head_dim 256', edits: set('headSize', 256) }] : [],
					},
				];
			if (size % 8 !== 0) {
				const near = [Math.floor(size / 8) * 8, Math.ceil(size / 8) * 8].filter((each) => each > 0);
				return [
					{
						message: `Heads of ${size} are no multiple of 8: attention kernels pad them or fall back to a slow path.`,
						range,
						severity: 'warning',
						fixes: settable ? near.map((each) => ({ title: `Set head_dim ${each}`, edits: set('headSize', each) })) : [],
					},
				];
			}
			const legal = size <= 128 || (size === 192 && valueSize === 128) || (size === 256 && valueSize === 256);
			if (design.device.kind === 'blackwell' && !legal)
				return [
					{
						message: `On Blackwell FlashAttention has no kernel for heads of ${size}.`,
						range,
						severity: 'info',
						related: [{ message: 'The device is Blackwell.', range: placeIn(design, 'device', 'kind') ?? range }],
					},
				];
		}
		return [];
	},
};
