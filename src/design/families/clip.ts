import { labelCount } from './family.ts';
import { linearParts, onTop } from './parts.ts';
import { imageTower, type TowerFamily, textTower, towerFamily, twoTowers } from './towers.ts';

const text: TowerFamily = {
	width: 512,
	heads: 8,
	feedForward: 2048,
	vocabulary: 49408,
	positions: 77,
	activation: 'quick_gelu',
	epsilon: 1e-5,
	mask: { kind: 'causal' },
};
const image: TowerFamily = { width: 768, heads: 12, feedForward: 3072, patchSize: 32, activation: 'quick_gelu', epsilon: 1e-5, classToken: true };

/** `CLIPTextConfig`: a causal text tower. */
export const clipTextModel = towerFamily('clip_text_model', ['CLIPTextModel', 'CLIPTextModelWithProjection'], (keys, modelClass, decoupled) => {
	const projects = modelClass.endsWith('WithProjection');
	const tower = textTower(keys, text, projects ? 'text_model.' : '', decoupled);
	const projection = () => onTop('projection', linearParts('text_projection', tower.width, keys.count('projection_dim', 512), false));
	return { tower, heads: projects ? [projection()] : [] };
});

/** `CLIPVisionConfig`: a class token before the patches. */
export const clipVisionModel = towerFamily('clip_vision_model', ['CLIPVisionModel', 'CLIPVisionModelWithProjection'], (keys, modelClass, decoupled) => {
	const projects = modelClass.endsWith('WithProjection');
	const tower = imageTower(keys, image, projects ? 'vision_model.' : '', decoupled);
	const projection = () => onTop('projection', linearParts('visual_projection', tower.width, keys.count('projection_dim', 512), false));
	return { tower, heads: projects ? [projection()] : [] };
});

/** `CLIPConfig`: both towers, and a projection of each to a common width. */
export const clip = twoTowers('clip', ['CLIPModel', 'CLIPForImageClassification'], (keys, textKeys, imageKeys, modelClass) => {
	const images = imageTower(imageKeys, image, 'vision_model.', false);
	if (modelClass === 'CLIPForImageClassification')
		return { image: images, heads: [onTop('classifier', linearParts('classifier', images.width, labelCount(keys)))] };
	const texts = textTower(textKeys, text, 'text_model.', false);
	const common = keys.count('projection_dim', 512);
	const heads = [
		onTop('projections', [
			{ name: 'logit_scale', shape: [] },
			...linearParts('visual_projection', images.width, common, false),
			...linearParts('text_projection', texts.width, common, false),
		]),
	];
	return { text: texts, image: images, heads };
});
