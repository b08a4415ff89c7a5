import type { Keys } from '../keys.ts';
import { type Family, labelCount } from './family.ts';
import { linearParts, onTop } from './parts.ts';
import { attentionPooler, imageTower, type Tower, type TowerFamily, textTower, towerFamily, twoTowers } from './towers.ts';

const text: TowerFamily = { width: 768, heads: 12, feedForward: 3072, vocabulary: 32000, positions: 64, activation: 'gelu_pytorch_tanh', epsilon: 1e-6 };
const image: TowerFamily = { width: 768, heads: 12, feedForward: 3072, patchSize: 16, activation: 'gelu_pytorch_tanh', epsilon: 1e-6 };

const textHead = (keys: Keys, module: string, { width }: Tower) =>
	onTop('projection', linearParts(`${module}head`, width, keys.size('projection_size', undefined) ?? width));
const imageHeads = (keys: Keys, module: string, tower: Tower) => (keys.flag('vision_use_head', true) ? [attentionPooler(module, tower)] : []);

/** SigLIP and SigLIP 2, by their class's beginning: a text tower that sees both ways, patches pooled by attention, and both. */
function siglipFamilies(modelType: string, prefix: string, images: TowerFamily): [text: Family, image: Family, both: Family] {
	const both = twoTowers(modelType, [`${prefix}Model`, `${prefix}ForImageClassification`], (keys, textKeys, imageKeys, modelClass) => {
		const tower = imageTower(imageKeys, images, 'vision_model.', false);
		const pooled = imageHeads(imageKeys, 'vision_model.', tower);
		if (modelClass.endsWith('ForImageClassification'))
			return { image: tower, heads: [...pooled, onTop('classifier', linearParts('classifier', tower.width, labelCount(keys)))] };
		const texts = textTower(textKeys, text, 'text_model.', false);
		const scale = onTop('scale of the scores', [
			{ name: 'logit_scale', shape: [1] },
			{ name: 'logit_bias', shape: [1] },
		]);
		return { text: texts, image: tower, heads: [textHead(textKeys, 'text_model.', texts), ...pooled, scale] };
	});
	const textAlone = towerFamily(`${modelType}_text_model`, [`${prefix}TextModel`], (keys, _, decoupled) => {
		const tower = textTower(keys, text, '', decoupled);
		return { tower, heads: [textHead(keys, '', tower)] };
	});
	const imageAlone = towerFamily(`${modelType}_vision_model`, [`${prefix}VisionModel`], (keys, _, decoupled) => {
		const tower = imageTower(keys, images, '', decoupled);
		return { tower, heads: imageHeads(keys, '', tower) };
	});
	return [textAlone, imageAlone, both];
}

export const [siglipTextModel, siglipVisionModel, siglip] = siglipFamilies('siglip', 'Siglip', image);

/** Images come as flat patches, `num_patches` of them at most. */
export const [siglip2TextModel, siglip2VisionModel, siglip2] = siglipFamilies('siglip2', 'Siglip2', { ...image, flatPatches: 256 });
