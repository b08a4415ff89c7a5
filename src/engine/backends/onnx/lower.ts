import { elements } from '../../../design/tensors.ts';
import type { Node, Value } from '../../graph.ts';
import type { InputAttributes } from '../../operators/attributes.ts';
import { operators } from '../../operators/index.ts';
import { cutInput, inRows, joins, unshaped } from '../../parts.ts';
import { remaking, takesRows } from '../../remaking.ts';
import type { Precision, Program } from '../backend.ts';
import { neededBy } from '../needed.ts';
import type { Emit, OnnxModel, OnnxPort } from './emit.ts';
import { emitter } from './emitter.ts';
import { inOrder } from './order.ts';
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
export function lower(
	{ graph, outputs, backward = Number.POSITIVE_INFINITY }: Program,
	provider: Provider,
	{ inParts = [], precision = 'float32' }: LowerOptions = {},
): OnnxModel {
	const model: OnnxModel = { nodes: [], constants: [], inputs: [], outputs: [] };
	const emit = emitter(model, provider, precision === 'float16');
	const needed = neededBy(graph.nodes, Object.values(outputs));
	const nodes = graph.nodes.filter((node) => needed.has(node));
	const read = new Set([...nodes.flatMap(({ inputs }) => inputs), ...Object.values(outputs)]);
	const firstBackward = nodes.find(({ id }) => id >= backward);
	const names = new Map<Value, string>();
	const namesAgain = new Map<Value, string>();
	const early: string[] = [];
	const nameOf = (value: Value): string => names.get(value) ?? '';
	const remade = provider.takesParts ? remaking(nodes, backward) : () => undefined;
	/** The backward pass reads what it has made again, where it has. */
	const nameInBackward = (value: Value): string => {
		const again = namesAgain.has(value) ? undefined : remade(value);
		if (again === 'itself') keep(value.node, emitted(value.node, nameInBackward), namesAgain);
		else if (again) namesAgain.set(value, rowsOf(nameOf(again.of), again, emit));
		return namesAgain.get(value) ?? nameOf(value);
	};
	const keep = (node: Node, given: readonly string[], into: Map<Value, string>) => {
		for (const [index, output] of node.outputs.entries()) into.set(output, given[index] ?? '');
	};
	const emitted = (node: Node, named: (value: Value) => string): string[] => {
		const rule = operators[node.operator];
		if (!rule) throw new Error(`no operator ${node.operator}`);
		const inputs = node.inputs.map(named);
		// Each part by itself, so that those which nobody reads are not copied.
		return provider.takesParts && takesRows(node, read)
			? inRows(node.outputs).map((rows) => rowsOf(inputs[0] ?? '', rows, emit))
			: rule.onnx(node, inputs, emit);
	};
	for (const node of nodes) {
		const cut = provider.takesParts && cutInput(node);
		if (cut) {
			for (const [output, port] of partsOf(cut.name, node.outputs)) {
				model.inputs.push(port);
				names.set(output, port.name);
			}
			continue;
		}
		if (provider.takesParts && node === firstBackward) emit.anew();
		const given = emitted(node, node.id >= backward ? nameInBackward : nameOf);
		keep(node, given, names);
		if (provider.takesParts) early.push(...madeAfterFirst(model, node, given, read));
		if (node.operator !== 'input') continue;
		const { name } = node.attributes as InputAttributes;
		model.inputs.push({ ...(node.attributes as InputAttributes), of: name, offset: 0 });
	}
	for (const [name, value] of Object.entries(outputs)) {
		const parts = inParts.includes(name) && joins(value) ? partsOf(name, value.node.inputs.map(unshaped)) : [[value, whole(name, value)] as const];
		for (const [part, port] of parts) {
			giveOut(model, nameOf(part), port.name);
			model.outputs.push(port);
			names.set(part, port.name);
		}
	}
	return inOrder(withoutUnused(model), early);
}

/** Rows of a value, copied. */
const rowsOf = (name: string, { from, to }: { from: number; to: number }, emit: Emit): string =>
	emit.node('Slice', [name, emit.integers([from]), emit.integers([to]), emit.integers([0])]);

/** Outputs of a node that are read, and made after its first one, which is made without them. */
function madeAfterFirst({ nodes }: OnnxModel, { outputs }: Node, given: readonly string[], read: ReadonlySet<Value>): string[] {
	const place = (index: number) => nodes.findLastIndex((each) => each.outputs.includes(given[index] ?? ''));
	return given.filter((_, index) => {
		const output = outputs[index];
		return index > 0 && output?.type === 'float' && read.has(output) && place(index) > place(0);
	});
}

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
