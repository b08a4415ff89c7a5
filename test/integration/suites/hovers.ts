import { strict as assert } from 'node:assert';
import { suite, teardown, test } from 'mocha';
import { closeAll, hoverAt, open, valueRange } from '../design.ts';

suite('hovers', () => {
	teardown(closeAll);

	test('say what a key does and what it costs here', async () => {
		const editor = await open('tiny.headroom.yaml');
		const text = await hoverAt(editor, valueRange(editor, 'num_attention_heads').start.translate(0, -4));
		assert.match(text, /num_attention_heads/);
		assert.match(text, /2 heads of 64/);
		assert.match(text, /rank/);
	});

	test('cover the keys of the data', async () => {
		const editor = await open('tiny.headroom.yaml');
		assert.match(await hoverAt(editor, valueRange(editor, 'sequence_length').start), /sequence_length/);
	});
});
