import { elements } from '../../../design/tensors.ts';
import type { Node, Shape, Value } from '../../graph.ts';
import type { InputAttributes } from '../../operators/attributes.ts';
import { operators } from '../../operators/index.ts';
import type { Precision, Program } from '../backend.ts';
import { neededBy } from '../needed.ts';
import type { AttributeValue, ConstantData, Emit, OnnxModel, OnnxPort } from './emit.ts';
import type { Provider } from './provider.ts';

export interface LowerOptions {
	/** Outputs that come in parts where they are made of them. */
	inParts?: readonly string[];
	/** What matrix products are computed in. */
	precision?: Precision;
}

/**
 * Turns a program into an ONNX model for a provider; nodes that no output needs are left out. Inputs and outputs have the program's names.
 * Vectors that are only cut into parts, and outputs among `inParts` that are only put together, come and go in parts: nothing is copied.
 */
export function lower({ graph, outputs }: Program, provider: Provider, { inParts = [], precision = 'float32' }: LowerOptions = {}): OnnxModel {
	const model: OnnxModel = { nodes: [], constants: [], inputs: [], outputs: [] };
	const emit = emitter(model, provider, precision === 'float16');
	const names = new Map<Value, string>();
	const needed = neededBy(graph.nodes, Object.values(outputs));
	for (const node of graph.nodes) {
		if (!needed.has(node)) continue;
		const cut = provider.takesParts && cutInput(node);
		if (cut) {
			for (const [output, port] of partsOf(cut.name, node.outputs)) {
				model.inputs.push(port);
				names.set(output, port.name);
			}
			continue;
		}
		const rule = operators[node.operator];
		if (!rule) throw new Error(`no operator ${node.operator}`);
		const given = rule.onnx(
			node,
			node.inputs.map((input) => names.get(input) ?? ''),
			emit,
		);
		for (const [index, output] of node.outputs.entries()) names.set(output, given[index] ?? '');
		if (node.operator !== 'input') continue;
		const { name } = node.attributes as InputAttributes;
		model.inputs.push({ ...(node.attributes as InputAttributes), of: name, offset: 0 });
	}
	for (const [name, value] of Object.entries(outputs)) {
		const parts = inParts.includes(name) && joins(value) ? partsOf(name, value.node.inputs.map(unshaped)) : [[value, whole(name, value)] as const];
		for (const [part, port] of parts) {
			giveOut(model, names.get(part) ?? '', port.name);
			model.outputs.push(port);
			names.set(part, port.name);
		}
	}
	return withLeavesInTurn(withoutUnused(model));
}

const isVector = ({ shape }: { shape: Shape }): boolean => shape.length === 1;
/** The vector among the inputs that a node cuts into parts, if that is what it does. */
const cutInput = ({ operator, inputs: [x] }: Node): InputAttributes | undefined =>
	operator === 'split' && x?.node.operator === 'input' && isVector(x) ? (x.node.attributes as InputAttributes) : undefined;
const joins = (value: Value): boolean => value.node.operator === 'concat' && isVector(value);
/** A vector's elements under the shape that they were made in. */
const unshaped = (value: Value): Value => (value.node.operator === 'reshape' ? (value.node.inputs[0] ?? value) : value);
const whole = (name: string, { shape, type }: Value): OnnxPort => ({ name, shape, type, of: name, offset: 0 });

/** Values that lie one after the other in a vector, each with a port of its own. */
function partsOf(name: string, values: readonly Value[]): [Value, OnnxPort][] {
	let offset = 0;
	return values.map((value, index) => {
		const port: OnnxPort = { name: `${name}[${index}]`, shape: value.shape, type: value.type, of: name, offset };
		offset += elements(value.shape);
		return [value, port];
	});
}

/** Nodes that made what comes or goes in parts, and inputs that nothing reads. */
function withoutUnused({ nodes, inputs, outputs, constants }: OnnxModel): OnnxModel {
	const used = new Set(outputs.map(({ name }) => name));
	const kept = nodes.toReversed().filter((node) => {
		const isUsed = node.outputs.some((name) => used.has(name));
		if (isUsed) for (const name of node.inputs) used.add(name);
		return isUsed;
	});
	const isUsed = ({ name }: { name: string }) => used.has(name);
	return { nodes: kept.toReversed(), inputs: inputs.filter(isUsed), outputs, constants: constants.filter(isUsed) };
}

/**
 * ONNX Runtime begins with the last node that no other needs, and makes what that one needs before it turns to the one before.
 * So these nodes come at the end, the first of them last: a weight's gradient is made as soon as it can be, and what it is made of is free again.
 */
function withLeavesInTurn({ nodes, ...model }: OnnxModel): OnnxModel {
	const used = new Set(nodes.flatMap(({ inputs }) => inputs));
	const isLeaf = ({ outputs }: OnnxModel['nodes'][number]) => !outputs.some((name) => used.has(name));
	return { ...model, nodes: [...nodes.filter((node) => !isLeaf(node)), ...nodes.filter(isLeaf).toReversed()] };
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

/** ONNX's numbers of element types. */
const [FLOAT, FLOAT16] = [1, 10];

function emitter(model: OnnxModel, { lacks, mostParts }: Provider, half: boolean): Emit {
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
	const node: Emit['node'] = (operator, inputs, attributes = {}) => nodes(operator, inputs, { outputs: 1, attributes })[0] ?? '';
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
		integers: (values) => stored(`integers ${values.join()}`, () => BigInt64Array.from(values, BigInt), [values.length]),
		filled,
	};
}
