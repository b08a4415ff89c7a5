import { elements } from '../../../design/tensors.ts';
import type { AttributeValue, ConstantData, Emit, OnnxModel } from './emit.ts';
import type { Provider } from './provider.ts';

/** ONNX's numbers of element types. */
const [FLOAT, FLOAT16] = [1, 10];

/** Writes nodes and constants into a model. */
export interface Emitter extends Emit {
	/** From now on nodes are made again, equal ones before or not. */
	anew(): void;
}

export function emitter(model: OnnxModel, { lacks, mostParts }: Provider, half: boolean): Emitter {
	const equal = new Map<string, string[]>();
	const known = new Map<string, string>();
	const arrays = new Map<ConstantData, string>();
	let named = 0;
	const fresh = (word: string) => `${word}_${named++}`;

	const nodes: Emit['nodes'] = (operator, inputs, { outputs: count, attributes = {}, domain = '' }) => {
		const key = JSON.stringify([domain, operator, inputs, attributes]);
		const before = equal.get(key);
		if (before) return before;
		const outputs = Array.from({ length: count }, () => fresh(operator));
		model.nodes.push({ operator, domain, inputs, outputs, attributes: attributes as Record<string, AttributeValue> });
		equal.set(key, outputs);
		return outputs;
	};
	const stored = (key: string, data: () => ConstantData, shape: readonly number[]): string => {
		const before = known.get(key);
		if (before) return before;
		const name = fresh('constant');
		model.constants.push({ name, shape, data: data() });
		known.set(key, name);
		return name;
	};
	const node: Emit['node'] = (operator, inputs, attributes = {}) => nodes(operator, inputs, { outputs: 1, attributes })[0] ?? '';
	const integers: Emit['integers'] = (values) => stored(`integers ${values.join()}`, () => BigInt64Array.from(values, BigInt), [values.length]);
	const filled: Emit['filled'] = (shape, value) => stored(`filled ${shape.join()} ${value}`, () => new Float32Array(elements(shape)).fill(value), shape);
	return {
		has: (operator) => !lacks.has(operator),
		mostParts,
		nodes,
		node,
		narrow: (name) => (half ? node('Cast', [name], { to: FLOAT16 }) : name),
		widen: (name) => (half ? node('Cast', [name], { to: FLOAT }) : name),
		constant(data, shape) {
			const name = arrays.get(data) ?? fresh('constant');
			if (!arrays.has(data)) model.constants.push({ name, shape, data });
			arrays.set(data, name);
			return name;
		},
		scalar: (value) => filled([], value),
		anew: () => equal.clear(),
		integers,
		filled,
	};
}
