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
	expect(readJson('{"a": }').problems[0]).toEqual({ message: 'JSON: a value is expected.', range: { start: 6, end: 7 } });
});

it('stops aliases that would expand without end', () => {
	const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${['b', 'c', 'd', 'e', 'f', 'g'].map((name, i) => `${name}: &${name} [${Array(9).fill(`*${'abcdef'[i]}`)}]`).join('\n')}\n`;
	expect(readYaml(bomb).problems.length).toBeGreaterThan(0);
});

it.each([
	['objects', readJson, '{"a":'.repeat(100_000)],
	['lists', readJson, `{"a": ${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
	['flow lists', readYaml, `model: ${'['.repeat(20_000)}`],
	['indented maps', readYaml, Array.from({ length: 900 }, (_, level) => `${' '.repeat(level)}a:\n`).join('')],
])('says so of %s that nest without end', (_what, read, text) => {
	expect(read(text).problems[0]?.message).toBe('Nested more than 100 deep: this is no configuration.');
});

it.each([
	['JSON', readJson, '{"__proto__": {"polluted": true}, "constructor": 1, "toString": 2}'],
	['YAML', readYaml, '__proto__: { polluted: true }\nconstructor: 1\ntoString: 2\n'],
])('reads keys of %s that are names of objects as any other', (_what, read, text) => {
	expect(read(text).keys.map(({ path }) => path.join('.'))).toEqual(['__proto__', '__proto__.polluted', 'constructor', 'toString']);
	expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});
