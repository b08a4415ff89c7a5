import { describe, expect, it } from 'vitest';
import type { Availability } from '../../../src/engine/backends/availability.ts';
import { automatic, lookAt, passedOver } from '../../../src/training/backends.ts';

const cpu: Availability = { backend: 'cpu', device: 'a processor' };
const card: Availability = { backend: 'cuda', device: 'a card', memory: 8e9 };
const noCuda: Availability = { backend: 'cuda', reason: 'No driver answers', remedy: 'Install one' };
const adapter: Availability = { backend: 'webgpu', device: 'an adapter' };
const program: Availability = { backend: 'webgpu', device: 'SwiftShader', software: true };
const noWebgpu: Availability = { backend: 'webgpu', reason: 'There is no adapter.' };
const tensorflow: Availability = { backend: 'tensorflow', device: 'libtensorflow' };

describe('auto', () => {
	it.each([
		['CUDA first', [cpu, adapter, card, tensorflow], ['cuda', 'webgpu', 'cpu'], []],
		['WebGPU on a real adapter next', [noCuda, adapter, cpu], ['webgpu', 'cpu'], ['cuda']],
		['the processor rather than a software adapter', [noCuda, program, cpu], ['cpu'], ['cuda', 'webgpu']],
		['the processor where nothing else is', [noCuda, noWebgpu, cpu], ['cpu'], ['cuda', 'webgpu']],
		['never TensorFlow.js', [tensorflow, cpu], ['cpu'], []],
	])('takes %s', (_, looks, usable, rejected) => {
		const choices = automatic(looks);
		expect(choices.usable.map(({ backend }) => backend)).toEqual(usable);
		expect(choices.rejected.map(({ backend }) => backend)).toEqual(rejected);
	});

	it('says of each one that it passes over why, and what to do', () => {
		expect(automatic([noCuda, program, cpu]).rejected).toEqual([
			{ backend: 'cuda', reason: 'No driver answers.', remedy: 'Install one.' },
			{
				backend: 'webgpu',
				reason: 'SwiftShader is a program on the processor, slower than the backend cpu.',
				remedy: 'Ask for it by name to use it all the same: --backend webgpu.',
			},
		]);
	});

	it('has not passed over what it did not come to', () => {
		expect(passedOver(automatic([card, noWebgpu, cpu]).rejected, 'cuda')).toEqual([]);
		expect(passedOver(automatic([noCuda, noWebgpu, cpu]).rejected, 'webgpu').map(({ backend }) => backend)).toEqual(['cuda']);
	});
});

describe('a look', () => {
	it('gives up on a device that does not answer', async () => {
		expect(await lookAt('webgpu', 20, { look: () => new Promise(() => {}) })).toMatchObject({ backend: 'webgpu', reason: 'It did not answer within 0.02 s.' });
	});

	it('tells of what went wrong', async () => {
		expect(await lookAt('cuda', 1000, { look: async () => Promise.reject(new Error('the library is broken')) })).toEqual({
			backend: 'cuda',
			reason: 'the library is broken',
		});
	});

	it('finds the processor', async () => {
		const look = await lookAt('cpu');
		expect(look.device).not.toBe('');
		expect(look.reason).toBeUndefined();
	});
});
