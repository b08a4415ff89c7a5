import type { Architecture } from '../design/architecture.ts';
import type { Design } from '../design/design.ts';
import type { WindowShape } from './data/windows.ts';

/** `resolved.json`: every key as the run read it, defaults included, under the names of the design file. */
export interface ResolvedDesign {
	schema: 1;
	model: Record<string, unknown>;
	data: Record<string, unknown>;
	training: Record<string, unknown>;
}

export interface ReadDesign {
	design: Design;
	architecture: Architecture;
	shape: WindowShape;
}

export function resolvedDesign({ design, architecture, shape }: ReadDesign): ResolvedDesign {
	const written = design.model.filter(({ path }) => path.length === 1).map(({ path, value }) => [path[0], value]);
	const read = [...design.keys.resolved].map(([key, { value }]) => [key, value]);
	const { files, task, tokenizer, validationFraction } = design.data;
	return {
		schema: 1,
		model: { ...Object.fromEntries(written), ...Object.fromEntries(read), architectures: [architecture.modelClass] },
		data: { files, task, tokenizer, sequence_length: shape.sequenceLength, validation_fraction: validationFraction },
		training: Object.fromEntries(Object.entries(design.training).map(([name, value]) => [snakeCase(name), value])),
	};
}

const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
