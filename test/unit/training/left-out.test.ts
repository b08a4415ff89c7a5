import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { readDesign } from '../../../src/design/design.ts';
import { leftOut } from '../../../src/training/left-out.ts';
import { newWorkspace, ofType } from './workspace.ts';

// Real training shares its processors with other tests.
vi.setConfig({ testTimeout: 60_000 });

function leftOutOf(model: Record<string, unknown>): string[] {
	const { architecture, keys } = readDesign(JSON.stringify(model), { name: 'config.json' });
	if (architecture === undefined) throw new Error('no such family');
	return leftOut(architecture, keys);
}

it.each([
	[{ model_type: 'opt', layerdrop: 0.1 }, ['layerdrop 0.1 is not done: every layer computes every step.']],
	[{ model_type: 'opt', layerdrop: 0 }, []],
	[{ model_type: 'opt' }, []],
	// Its class does not read the key.
	[{ model_type: 'llama', layerdrop: 0.1 }, []],
	[
		{ model_type: 'mixtral', router_jitter_noise: 0.01, router_aux_loss_coef: 0.02 },
		['router_jitter_noise 0.01 is not done: routers and experts read their input as it is.'],
	],
	[{ model_type: 'mistral', router_jitter_noise: 0.01 }, []],
	[{ model_type: 'olmoe', router_z_loss_coef: 0.001 }, ["router_z_loss_coef 0.001 is not done: no loss is added that holds the router's scores down."]],
	[{ model_type: 'deepseek_v2', aux_loss_alpha: 0.001 }, ['aux_loss_alpha 0.001 is not done: no loss is added that balances the experts.']],
	[{ model_type: 'mixtral', router_jitter_noise: 'much' }, []],
])('of %j is said %j', (model, said) => {
	expect(leftOutOf(model)).toEqual(said);
});

it('is said as a run starts, and not again as it goes on', async () => {
	const opt = `model: { model_type: opt, vocab_size: 256, hidden_size: 16, num_hidden_layers: 1, num_attention_heads: 2, ffn_dim: 16, max_position_embeddings: 32, word_embed_proj_dim: 16, layerdrop: 0.5 }
data: { files: ["*.txt"], sequence_length: 16 }
training: { steps: 4, batch_size: 2, evaluate_every: 4, checkpoint_every: 2 }
`;
	const { train, resume, out } = newWorkspace({ 'tiny.headroom.yaml': opt });
	const said = 'layerdrop 0.5 is not done: every layer computes every step.';
	const { events } = await train({ onEvent: (event) => event.type === 'step' && event.step === 2 && process.emit('SIGTERM') });
	expect(events.slice(0, 2)).toMatchObject([{ type: 'start' }, { type: 'warning', step: 0, message: said }]);
	expect(existsSync(join(out, 'checkpoints/step-2'))).toBe(true);
	expect(ofType((await resume()).events, 'warning').filter(({ message }) => message === said)).toHaveLength(1);
});
