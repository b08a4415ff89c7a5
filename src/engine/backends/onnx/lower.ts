import { elements } from '../../../design/tensors.ts';
import type { Value } from '../../graph.ts';
import type { InputAttributes } from '../../operators/attributes.ts';
import { operators } from '../../operators/index.ts';
import type { Program } from '../backend.ts';
import { neededBy } from '../needed.ts';
import type { AttributeValue, ConstantData, Emit, OnnxModel } from './emit.ts';
import type { Provider } from './provider.ts';

/** Turns a program into an ONNX model for a provider; nodes that no output needs are left out. Inputs and outputs have the program's names. */
export function lower({ graph, outputs }: Program, provider: Provider): OnnxModel {
	const model: OnnxModel = { nodes: [], constants: [], inputs: [], outputs: [] };
	const emit = emitter(model, provider);
	const names = new Map<Value, string>();
	const needed = neededBy(graph.nodes, Object.values(outputs));
	for (const node of graph.nodes) {
		if (!needed.has(node)) continue;
		const rule = operators[node.operator];
		if (!rule) throw new Error(`no operator ${node.operator}`);
		const given = rule.onnx(
			node,
			node.inputs.map((input) => names.get(input) ?? ''),
			emit,
		);
		for (const [index, output] of node.outputs.entries()) names.set(output, given[index] ?? '');
		if (node.operator !== 'input') continue;
		model.inputs.push(node.attributes as InputAttributes);
	}
	for (const [name, value] of Object.entries(outputs)) {
		giveOut(model, names.get(value) ?? '', name);
		model.outputs.push({ name, shape: value.shape, type: value.type });
		names.set(value, name);
	}
	return model;
}

/** Gives a value out under the program's name: its node writes it so, where it has one and the value is not given out already. */
function giveOut(model: OnnxModel, from: string, name: string): void {
	const maker = model.nodes.find(({ outputs }) => outputs.includes(from));
	if (!maker || model.outputs.some((output) => output.name === from)) {
		model.nodes.push({ operator: 'Identity', domain: '', inputs: [from], outputs: [name], attributes: {} });
		return;
	}
	const renamed = (names: readonly string[]) => names.map((each) => (each === from ? name : each));
	for (const node of model.nodes) {
		if (node.inputs.includes(from)) node.inputs = renamed(node.inputs);
		if (node === maker) node.outputs = renamed(node.outputs);
	}
}

function emitter(model: OnnxModel, { lacks, mostParts }: Provider): Emit {
	const known = new Map<string, string[]>();
	const arrays = new Map<ConstantData, string>();
	let named = 0;
	const fresh = (word: string) => `${word}_${named++}`;

	const nodes: Emit['nodes'] = (operator, inputs, { outputs: count, attributes = {}, domain = '' }) => {
		const key = JSON.stringify([domain, operator, inputs, attributes]);
		const before = known.get(key);
		if (before) return before;
		const outputs = Array.from({ length: count }, () => fresh(operator));
		model.nodes.push({ operator, domain, inputs, outputs, attributes: attributes as Record<string, AttributeValue> });
		known.set(key, outputs);
		return outputs;
	};
	const stored = (key: string, data: () => ConstantData, shape: readonly number[]): string => {
		const before = known.get(key)?.[0];
		if (before) return before;
		const name = fresh('constant');
		model.constants.push({ name, shape, data: data() });
		known.set(key, [name]);
		return name;
	};
	const filled: Emit['filled'] = (shape, value) => stored(`filled ${shape.join()} ${value}`, () => new Float32Array(elements(shape)).fill(value), shape);
	return {
		has: (operator) => !lacks.has(operator),
		mostParts,
		nodes,
		node: (operator, inputs, attributes = {}) => nodes(operator, inputs, { outputs: 1, attributes })[0] ?? '',
		constant(data, shape) {
			const name = arrays.get(data) ?? fresh('constant');
			if (!arrays.has(data)) model.constants.push({ name, shape, data });
			arrays.set(data, name);
			return name;
		},
		scalar: (value) => filled([], value),
		integers: (values) => stored(`integers ${values.join()}`, () => BigInt64Array.from(values, BigInt), [values.length]),
		filled,
	};
}
