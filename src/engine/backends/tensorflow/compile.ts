import type { Node, Value } from '../../graph.ts';
import type { InputAttributes } from '../../operators/attributes.ts';
import type { Data, Executable, Held, Program } from '../backend.ts';
import { neededBy } from '../needed.ts';
import { hold, isHeldTensor, numbersOf } from './held.ts';
import { kernels } from './kernels/index.ts';
import type { Tensor, TensorFlow } from './kernels/kernel.ts';

type Given = Readonly<Record<string, Data | Held>>;

/** One node, made ready: where its inputs are found, where its outputs go, and what nothing needs after it. */
interface Step {
	run(inputs: Tensor[], given: Given): Tensor[];
	inputs: readonly number[];
	outputs: readonly number[];
	spent: readonly number[];
}

/** A program as a list of calls in the order of its nodes. A tensor is disposed of after its last use; constants stay until the program is released. */
export function compile(tf: TensorFlow, { graph, outputs }: Program, held: readonly string[]): Executable {
	const places = new Map<Value, number>();
	const placeOf = (value: Value): number => {
		const place = places.get(value) ?? places.size;
		places.set(value, place);
		return place;
	};
	const needed = neededBy(graph.nodes, Object.values(outputs));
	const nodes = graph.nodes.filter((node) => needed.has(node));
	const constants = new Map<number, Tensor>();
	for (const node of nodes.filter(isConstant)) constants.set(placeOf(node.outputs[0] as Value), callOf(tf, node)([], {})[0] as Tensor);
	const steps = nodes
		.filter((node) => !isConstant(node))
		.map((node) => ({ run: callOf(tf, node), inputs: node.inputs.map(placeOf), outputs: node.outputs.map(placeOf) }));
	const results = Object.entries(outputs).map(([name, value]) => ({ name, place: placeOf(value) }));
	const listed = withSpent(steps, new Set([...constants.keys(), ...results.map(({ place }) => place)]));

	const computed = (given: Given): Tensor[] =>
		tf.tidy(() => {
			const values = new Map(constants);
			const at = (place: number): Tensor => values.get(place) as Tensor;
			for (const { run, inputs, outputs, spent } of listed) {
				const made = tf.tidy(() => run(inputs.map(at), given));
				for (const [index, place] of outputs.entries()) values.set(place, made[index] as Tensor);
				for (const place of spent) {
					at(place).dispose();
					values.delete(place);
				}
			}
			// Two outputs may be one value, or a constant.
			return results.map(({ place }) => tf.clone(at(place)));
		});

	return {
		async run(given) {
			const made = computed(given);
			const named = results.map(({ name }, index) => ({ name, tensor: made[index] as Tensor }));
			const stays = ({ name }: { name: string }) => held.includes(name);
			const arrays = await Promise.all(named.filter((each) => !stays(each)).map(async ({ name, tensor }) => [name, await taken(tensor)] as const));
			return {
				held: Object.fromEntries(named.filter(stays).map(({ name, tensor }) => [name, hold(tensor)])),
				arrays: Object.fromEntries(arrays),
			};
		},
		async release() {
			for (const tensor of constants.values()) tensor.dispose();
		},
	};
}

const isConstant = ({ operator, inputs }: Node): boolean => operator !== 'input' && inputs.length === 0;

function callOf(tf: TensorFlow, node: Node): Step['run'] {
	if (node.operator === 'input') return (_, given) => [inputOf(tf, node.attributes as InputAttributes, given)];
	const kernel = kernels[node.operator];
	if (!kernel) throw new Error(`the tensorflow backend has no operator ${node.operator}`);
	const call = { tf, attributes: node.attributes as never };
	return (inputs) => [kernel(call, ...inputs)].flat();
}

function inputOf(tf: TensorFlow, { name, shape, type }: InputAttributes, given: Given): Tensor {
	const numbers = given[name];
	if (!numbers) throw new Error(`the graph's input ${name} is missing`);
	// TensorFlow.js may read from an array for as long as the tensor lives, so it gets a copy.
	if (ArrayBuffer.isView(numbers)) return tf.tensor(numbers.slice(), [...shape], type === 'int' ? 'int32' : 'float32');
	if (!isHeldTensor(numbers)) throw new Error(`${name} is held by another backend`);
	return tf.reshape(numbers.tensor, [...shape]);
}

/** Adds to each step what it is the last to use, of what it made or was given. */
function withSpent(steps: readonly Omit<Step, 'spent'>[], kept: ReadonlySet<number>): Step[] {
	const seen = new Set(kept);
	const listed: Step[] = [];
	for (const step of steps.toReversed()) {
		const spent = [...new Set([...step.inputs, ...step.outputs])].filter((place) => !seen.has(place));
		for (const place of spent) seen.add(place);
		listed.unshift({ ...step, spent });
	}
	return listed;
}

async function taken(tensor: Tensor): Promise<Float32Array> {
	const numbers = await numbersOf(tensor);
	tensor.dispose();
	return numbers;
}
