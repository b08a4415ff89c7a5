import type { Keys } from '../keys.ts';
import { labelCount } from './family.ts';
import { linearParts, onTop } from './parts.ts';
import { attentionPooler, imageTower, type Tower, type TowerFamily, textTower, towerFamily, twoTowers } from './towers.ts';

const text: TowerFamily = { width: 768, heads: 12, feedForward: 3072, vocabulary: 32000, positions: 64, activation: 'gelu_pytorch_tanh', epsilon: 1e-6 };
const image: TowerFamily = { width: 768, heads: 12, feedForward: 3072, patchSize: 16, activation: 'gelu_pytorch_tanh', epsilon: 1e-6 };

const textHead = (keys: Keys, module: string, { width }: Tower) =>
	onTop('projection', linearParts(`${module}head`, width, keys.size('projection_size', undefined) ?? width));
const imageHeads = (keys: Keys, module: string, tower: Tower) => (keys.flag('vision_use_head', true) ? [attentionPooler(module, tower)] : []);

/** `SiglipTextConfig`: a text tower that sees both ways. */
export const siglipTextModel = towerFamily('siglip_text_model', ['SiglipTextModel'], (keys, _, decoupled) => {
	const tower = textTower(keys, text, '', decoupled);
	return { tower, heads: [textHead(keys, '', tower)] };
});

/** `SiglipVisionConfig`: patches, pooled by attention. */
export const siglipVisionModel = towerFamily('siglip_vision_model', ['SiglipVisionModel'], (keys, _, decoupled) => {
	const tower = imageTower(keys, image, '', decoupled);
	return { tower, heads: imageHeads(keys, '', tower) };
});

/** `SiglipConfig`: both towers. */
export const siglip = twoTowers('siglip', ['SiglipModel', 'SiglipForImageClassification'], (keys, textKeys, imageKeys, modelClass) => {
	const images = imageTower(imageKeys, image, 'vision_model.', false);
	const pooled = imageHeads(imageKeys, 'vision_model.', images);
	if (modelClass === 'SiglipForImageClassification')
		return { image: images, heads: [...pooled, onTop('classifier', linearParts('classifier', images.width, labelCount(keys)))] };
	const texts = textTower(textKeys, text, 'text_model.', false);
	const scale = onTop('scale of the scores', [
		{ name: 'logit_scale', shape: [1] },
		{ name: 'logit_bias', shape: [1] },
	]);
	return { text: texts, image: images, heads: [textHead(textKeys, 'text_model.', texts), ...pooled, scale] };
});
