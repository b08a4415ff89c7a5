import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../../src/design/source.ts';
import { lint } from '../../../src/rules/lint.ts';

const size = (...options: number[]) => fc.constantFrom(...options);
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

/** Sizes as people write them, right and wrong, under the names of a family. */
const model = fc.oneof(
	fc.record({
		model_type: fc.constant('llama'),
		hidden_size: size(64, 96, 128, 384, 768, 1600, 4096),
		num_hidden_layers: size(1, 2, 24),
		num_attention_heads: fc.integer({ min: 1, max: 64 }),
		num_key_value_heads: optional(fc.integer({ min: 1, max: 64 })),
		head_dim: optional(size(8, 33, 64, 128)),
		max_position_embeddings: size(128, 2048, 131072),
		vocab_size: size(256, 50257, 128000),
		intermediate_size: size(96, 352, 11008),
		rope_theta: optional(size(10000, 1000000)),
	}),
	fc.record({
		model_type: fc.constantFrom('mistral', 'qwen3', 'gemma2'),
		hidden_size: size(64, 1024),
		num_hidden_layers: size(2, 30),
		num_attention_heads: size(1, 8, 48),
		num_key_value_heads: size(1, 6, 8),
		head_dim: optional(size(12, 64, 256)),
		sliding_window: size(16, 4096),
		max_position_embeddings: size(1024, 32768),
	}),
	fc.record({
		model_type: fc.constant('gpt2'),
		n_embd: size(64, 768, 1600),
		n_head: fc.integer({ min: 1, max: 64 }),
		head_dim: optional(size(16, 64)),
		n_positions: size(128, 1024),
	}),
	fc.record({
		model_type: fc.constant('bert'),
		hidden_size: size(128, 512, 1024),
		num_attention_heads: fc.integer({ min: 1, max: 64 }),
		head_dim: optional(size(32, 128)),
	}),
);

const sections = {
	budget: { parameters: '1M' },
	device: { memory: '8GiB', batch: 4 },
	parallel: { tensor: 3, pipeline: 5 },
	training: { tokens: '1M' },
};

const written = (keys: object, sequence: number | undefined) => {
	const present = Object.entries(keys).filter(([, value]) => value !== undefined);
	const yaml = `# a design\nmodel: # its keys\n${present.map(([key, value]) => `  ${key}: ${value} # of ${key}\n`).join('')}${sequence ? `data:\n  sequence_length: ${sequence}\n` : ''}${Object.entries(
		sections,
	)
		.map(
			([section, content]) =>
				`${section}:\n${Object.entries(content)
					.map(([key, value]) => `  ${key}: ${value}\n`)
					.join('')}`,
		)
		.join('')}`;
	const object = Object.fromEntries(present);
	return [
		['a.headroom.yaml', yaml],
		['a.headroom.json', JSON.stringify({ model: object, ...(sequence && { data: { sequence_length: sequence } }), ...sections }, null, 2)],
		['config.json', JSON.stringify(object)],
	] as const;
};

describe('any fix of any rule', () => {
	it('ends its finding, brings no new error, keeps every comment, and has the effect that its title says', () => {
		let applied = 0;
		fc.assert(
			fc.property(model, optional(size(32, 128, 512)), (keys, sequence) => {
				for (const [name, text] of written(keys, sequence)) {
					const before = lint(text, name);
					const errors = (findings: typeof before.findings) => findings.filter(({ severity }) => severity === 'error').map(({ rule }) => rule);
					for (const finding of before.findings) {
						for (const { edits, title, effect } of finding.fixes) {
							const fixed = applyEdits(text, edits);
							const after = lint(fixed, name);
							applied++;
							expect(after.design.problems, `${title}\n${text}\n${fixed}`).toEqual([]);
							// The same rule may go on about another key, or more quietly about this one.
							const again = after.findings.filter(
								({ rule, severity, message }) => rule === finding.rule && severity === finding.severity && message === finding.message,
							);
							expect(again, `${title}\n${text}\n${fixed}`).toEqual([]);
							// Heads that do not divide have no size, so their effect is counted from the nearest count that does.
							if (finding.rule !== 'heads-not-dividing-hidden')
								expect((after.analysis?.parameters.value ?? 0) - (before.analysis?.parameters.value ?? 0)).toBe(effect.parameters);
							for (const rule of errors(after.findings)) expect(errors(before.findings), `${title}\n${text}\n${fixed}`).toContain(rule);
							expect([...fixed.matchAll(/#.*/g)].map(String)).toEqual([...text.matchAll(/#.*/g)].map(String));
						}
					}
				}
			}),
			{ numRuns: 120, seed: 7 },
		);
		expect(applied).toBeGreaterThan(1000);
	});
});
