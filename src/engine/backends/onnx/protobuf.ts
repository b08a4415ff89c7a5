import type { AttributeValue, ConstantData, OnnxConstant, OnnxModel, OnnxNode, OnnxPort } from './emit.ts';

/** Writes a model as ONNX's ModelProto (onnx.proto, IR version 10). Field numbers stand beside their names. */
export function encodeModel(model: OnnxModel): Uint8Array {
	const graph = message([
		...model.nodes.map((node) => bytes(1, encodeNode(node))),
		text(2, 'step'),
		...model.constants.map((constant) => bytes(5, encodeConstant(constant))),
		...model.inputs.map((port) => bytes(11, encodePort(port))),
		...model.outputs.map((port) => bytes(12, encodePort(port))),
	]);
	const operatorSet = (domain: string, version: number) => bytes(8, message([text(1, domain), integer(2, version)]));
	return join(message([integer(1, 10), text(2, 'headroom'), bytes(7, graph), operatorSet('', 21), operatorSet('com.microsoft', 1)]));
}

type Chunks = Uint8Array[];

const DATA_TYPE = { float: 1, int: 6, long: 7 } as const;

function encodeNode(node: OnnxNode): Chunks {
	return message([
		...node.inputs.map((name) => text(1, name)),
		...node.outputs.map((name) => text(2, name)),
		text(3, node.outputs[0] ?? ''),
		text(4, node.operator),
		...Object.entries(node.attributes).map(([name, value]) => bytes(5, encodeAttribute(name, value))),
		text(7, node.domain),
	]);
}

function encodeAttribute(name: string, value: AttributeValue): Chunks {
	const FLOAT = 1;
	const INT = 2;
	const STRING = 3;
	const INTS = 7;
	if (typeof value === 'number') return message([text(1, name), integer(3, value), integer(20, INT)]);
	if (typeof value === 'string') return message([text(1, name), text(4, value), integer(20, STRING)]);
	if ('float' in value) return message([text(1, name), float(2, value.float), integer(20, FLOAT)]);
	return message([text(1, name), ...value.map((item) => integer(8, item)), integer(20, INTS)]);
}

const dataType = (data: ConstantData): number => {
	if (data instanceof Float32Array) return DATA_TYPE.float;
	return data instanceof Int32Array ? DATA_TYPE.int : DATA_TYPE.long;
};

function encodeConstant({ name, shape, data }: OnnxConstant): Chunks {
	const raw = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
	return message([...shape.map((size) => integer(1, size)), integer(2, dataType(data)), text(8, name), bytes(9, [raw])]);
}

function encodePort({ name, shape, type }: OnnxPort): Chunks {
	const dimensions = message(shape.map((size) => bytes(1, message([integer(1, size)]))));
	const tensor = message([integer(1, DATA_TYPE[type]), bytes(2, dimensions)]);
	return message([text(1, name), bytes(2, message([bytes(1, tensor)]))]);
}

const VARINT = 0;
const LENGTH_DELIMITED = 2;
const FIXED_32 = 5;

/** In one piece, so that what it becomes a part of does not go through all of its pieces. */
function message(fields: readonly Chunks[]): Chunks {
	const chunks: Chunks = [];
	for (const field of fields) for (const chunk of field) chunks.push(chunk);
	return [join(chunks)];
}
const tag = (field: number, wire: number): Uint8Array => varint(field * 8 + wire);
const integer = (field: number, value: number): Chunks => [tag(field, VARINT), varint(value)];
const text = (field: number, value: string): Chunks => bytes(field, [Buffer.from(value)]);
const float = (field: number, value: number): Chunks => [tag(field, FIXED_32), new Uint8Array(new Float32Array([value]).buffer)];
const bytes = (field: number, chunks: Chunks): Chunks => [
	tag(field, LENGTH_DELIMITED),
	varint(chunks.reduce((sum, chunk) => sum + chunk.length, 0)),
	...chunks,
];

/** Most numbers of a model are small. */
const SMALL = Array.from({ length: 128 }, (_, value) => Uint8Array.of(value));

/** Negative numbers are written as 64-bit two's complement. */
function varint(value: number): Uint8Array {
	const small = SMALL[value];
	if (small) return small;
	const out: number[] = [];
	let rest = BigInt.asUintN(64, BigInt(value));
	while (rest > 127n) {
		out.push(Number(rest & 127n) | 128);
		rest >>= 7n;
	}
	out.push(Number(rest));
	return Uint8Array.from(out);
}

function join(chunks: readonly Uint8Array[]): Uint8Array {
	const out = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
	let place = 0;
	for (const chunk of chunks) {
		out.set(chunk, place);
		place += chunk.length;
	}
	return out;
}
