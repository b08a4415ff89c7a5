import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { failedAllocation, outOfMemoryMessage } from '../../../src/training/out-of-memory.ts';
import { prepare } from '../../../src/training/request.ts';
import { bundle } from '../bundle.ts';
import { newWorkspace, ofType } from './workspace.ts';

// Real training shares its processors with other tests.
vi.setConfig({ testTimeout: 60_000 });

const MIB = 2 ** 20;

describe('a failed allocation', () => {
	// As the libraries wrote them; those of graphics cards as they stand in their sources.
	it.each([
		[
			"Non-zero status code returned while running Mul node. Name:'Mul_17' Status Message: bfc_arena.cc:360 Failed to allocate memory for requested buffer of size 109078528",
			109078528,
		],
		['std::bad_alloc', undefined],
		['env.cc:251 PosixThread::PosixThread pthread_create failed, error code: 12 error msg: Cannot allocate memory', undefined],
		['Array buffer allocation failed', undefined],
		['FATAL ERROR: Committing semi space failed. Allocation failed - JavaScript heap out of memory', undefined],
		['# Fatal process OOM in Failed to reserve virtual memory for CodeRange', undefined],
		['CUDA failure 2: out of memory ; GPU=0 ; hostname=x', undefined],
		['CUBLAS failure 3: CUBLAS_STATUS_ALLOC_FAILED', undefined],
		['vkAllocateMemory failed with VK_ERROR_OUT_OF_DEVICE_MEMORY', undefined],
		['D3D12 create resource failed with E_OUTOFMEMORY (0x8007000E)', undefined],
		['Buffer size (4294967296) exceeds the max buffer size limit (2147483648).', 4294967296],
		['OOM when allocating tensor with shape[16,128,256] and type float on /job:localhost', 16 * 128 * 256 * 4],
	])('%s', (message, asked) => {
		expect(failedAllocation(message)).toEqual(asked === undefined ? {} : { asked });
	});

	it.each(['The loss became NaN', 'ENOSPC: no space left on device', 'Node (gradient) is invalid'])('is not: %s', (message) => {
		expect(failedAllocation(message)).toBeUndefined();
	});
});

describe('what is said where memory ran out', () => {
	const scene = async () => {
		const { folder, design } = newWorkspace();
		const { plan } = await prepare({ kind: 'new', design, workspace: folder, backend: 'cpu', settings: [] });
		const engine = { memory: ({ microBatchSize = 4, sequenceLength = 16 } = {}) => ({ held: 0, working: microBatchSize * sequenceLength * 64 * MIB }) };
		return { plan, engine, machine: { total: 8192 * MIB, free: 100 * MIB }, held: 6144 * MIB, device: { backend: 'cpu', device: 'a processor' } };
	};

	it('has what was asked, what was free, and what to lower', async () => {
		const message = outOfMemoryMessage('Failed to allocate memory for requested buffer of size 209715200', await scene());
		expect(message).toBe(
			'Memory ran out when 200 MiB more were asked for: the run held 6 GiB, and 100 MiB of 8 GiB were free. Set training.micro_batch_size: 2, which is likely to need 3.39 GiB and learns the same.',
		);
	});

	it('tells of a limit where enough was free', async () => {
		const message = outOfMemoryMessage('std::bad_alloc', { ...(await scene()), machine: { total: 8192 * MIB, free: 4096 * MIB } });
		expect(message).toContain(
			'Memory ran out: the run held 6 GiB, and 4 GiB of 8 GiB were free, so the process is likely held to a limit of its own (ulimit).',
		);
	});

	it('tells of the memory of a card', async () => {
		const device = { backend: 'webgpu', device: 'a card', memory: 4096 * MIB };
		expect(outOfMemoryMessage('VK_ERROR_OUT_OF_DEVICE_MEMORY', { ...(await scene()), device })).toMatch(
			/^Memory ran out; the device has 4 GiB\. Set training\.micro_batch_size: 2, which/,
		);
	});

	it('tells of a lost device', async () => {
		expect(outOfMemoryMessage('The WebGPU device was lost: reset', await scene())).toMatch(
			/^The graphics device was lost .+: its memory ran out, its driver was reset, or/,
		);
	});

	it('is nothing where it was something else', async () => {
		expect(outOfMemoryMessage('ENOSPC: no space left', await scene())).toBeUndefined();
	});
});

describe.skipIf(process.platform !== 'linux')('a run that is held to a limit', () => {
	let program: string;
	beforeAll(async () => {
		program = await bundle('src/training/trainer.ts', 'trainer-limited.js');
	});

	it('fails with what to lower, and its folder stays readable', async () => {
		const { folder, design, out } = newWorkspace();
		const set = [
			'training.threads=1',
			'training.batch_size=64',
			'training.micro_batch_size=64',
			'model.hidden_size=512',
			'model.intermediate_size=2048',
			'model.num_attention_heads=8',
			'model.max_position_embeddings=256',
			'data.sequence_length=256',
		];
		const args = [design, '--out', out, '--backend', 'cpu', ...set.flatMap((setting) => ['--set', setting])];
		// Kilobytes of address space: enough for Node.js and the model, not for the values of a step.
		const child = spawn('sh', ['-c', 'ulimit -v 2800000; exec "$0" "$@"', process.execPath, program, ...args], { cwd: folder, stdio: 'ignore' });
		const [code] = await once(child, 'close');
		expect(code).toBe(1);
		const events = readFileSync(join(out, 'events.jsonl'), 'utf8')
			.trim()
			.split('\n')
			.map((line) => JSON.parse(line));
		const [end] = ofType(events, 'end');
		expect(end?.status).toBe('failed');
		expect(end?.message).toMatch(
			/^Memory ran out.+the run held .+ were free, so the process is likely held to a limit of its own \(ulimit\)\. Set training\.micro_batch_size: \d+/,
		);
	});
});
