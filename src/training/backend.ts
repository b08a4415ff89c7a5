import { Refusal } from './refusal.ts';

/** What `--backend` may name. */
const BACKENDS = ['auto', 'cpu', 'webgpu', 'cuda', 'tensorflow'];

/** The backend that a run trains on; one that is not there is refused with what to do. `auto` takes the fastest there is. */
export function chooseBackend(named: string): 'cpu' {
	if (!BACKENDS.includes(named)) throw new Refusal(`--backend is one of ${BACKENDS.join(', ')}, not ${named}.`);
	if (named !== 'auto' && named !== 'cpu')
		throw new Refusal(`The backend ${named} is not part of this version, which trains on the processor. Leave --backend out, or use --backend cpu.`);
	return 'cpu';
}
