import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { BERT, newWorkspace, ofType } from './workspace.ts';

// Real training shares its processors with other tests.
vi.setConfig({ testTimeout: 60_000 });

it('an encoder learns masked tokens, and goes on to the same bytes', async () => {
	const { train, resume, out, folder } = newWorkspace({ 'tiny.headroom.yaml': BERT });
	const whole = await train({ out: join(folder, 'whole'), set: ['training.steps=60', 'training.evaluate_every=30'] });
	const [first, last] = ofType(whole.events, 'evaluation');
	expect(last?.loss).toBeLessThan((first?.loss as number) - 0.05);
	expect(last).not.toHaveProperty('sample');
	expect(last).not.toHaveProperty('bits_per_byte');
	const set = ['training.steps=60', 'training.evaluate_every=30'];
	await train({ set, onEvent: (event) => event.type === 'step' && event.step === 40 && process.emit('SIGTERM') });
	await resume();
	const modelOf = (run: string) => readFileSync(join(run, 'checkpoints/step-60/model.safetensors')).toString('base64');
	expect(modelOf(out)).toBe(modelOf(join(folder, 'whole')));
});

it('an encoder learns a task whose answers it does not see', async () => {
	const { train } = newWorkspace({ 'tiny.headroom.yaml': BERT });
	const set = [
		'data.files=[]',
		'data.task=permutation',
		'training.steps=60',
		'training.batch_size=16',
		'training.learning_rate=3e-3',
		'training.evaluate_every=60',
	];
	const { events } = await train({ set });
	expect(ofType(events, 'evaluation')[0]?.accuracy).toBeGreaterThan(0.2);
});
