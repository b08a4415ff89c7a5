import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readJson } from '../../../../src/design/dialects/json.ts';
import { readYaml } from '../../../../src/design/dialects/yaml.ts';

const readers = [
	['YAML', readYaml, 'model: # the design\n  num_attention_heads: 12\n  rope:\n    theta: 1e4\n'],
	['JSON', readJson, '{ // the design\n "model": { "num_attention_heads": 12, "rope": { "theta": 1e4 }, } }'],
] as const;

describe.each(readers)('%s', (_name, read, text) => {
	it('gives each key its path, value and the place of its value', () => {
		const { keys, content, problems } = read(text);
		expect(problems).toEqual([]);
		expect(content).toEqual({ model: { num_attention_heads: 12, rope: { theta: 10000 } } });
		expect(keys.map(({ path }) => path.join('.'))).toEqual(['model', 'model.num_attention_heads', 'model.rope', 'model.rope.theta']);
		const heads = keys[1];
		expect(text.slice(heads?.valueRange.start, heads?.valueRange.end)).toBe('12');
	});

	it('never throws, whatever the text', () => {
		fc.assert(
			fc.property(fc.string(), (any) => {
				expect(read(any).keys).toBeInstanceOf(Array);
			}),
		);
		fc.assert(
			fc.property(fc.nat(text.length), (length) => {
				expect(read(text.slice(0, length)).problems).toBeInstanceOf(Array);
			}),
		);
	});
});

it('places a JSON syntax error', () => {
	expect(readJson('{"a": }').problems[0]).toEqual({ message: 'JSON: ValueExpected.', range: { start: 6, end: 7 } });
});

it('stops aliases that would expand without end', () => {
	const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${['b', 'c', 'd', 'e', 'f', 'g'].map((name, i) => `${name}: &${name} [${Array(9).fill(`*${'abcdef'[i]}`)}]`).join('\n')}\n`;
	expect(readYaml(bomb).problems.length).toBeGreaterThan(0);
});
