import { dirname } from 'node:path';
import { commands, type Disposable, type LogOutputChannel, window } from 'vscode';
import { formatBytes } from '../analysis/units.ts';
import { runtimesFolder } from '../files/runtimes.ts';
import { CUDA_NEEDS, cudaDownload, cudaObstacle, findCudaPackage, hasCudaProvider, installCuda, onnxRuntime } from '../install/cuda.ts';
import { installing } from './installing.ts';

const TITLE = 'Installing the CUDA runtime';
const DONE = 'The CUDA runtime is installed. "Headroom: Doctor" says whether it runs.';

/** `headroom.installCudaRuntime`: fetches ONNX Runtime's CUDA provider, or takes it from a file. Whatever asks for it, nothing is done before the user agrees. */
export const registerInstallCuda = (environment: NodeJS.ProcessEnv, log: LogOutputChannel): Disposable =>
	commands.registerCommand('headroom.installCudaRuntime', async () => {
		const obstacle = cudaObstacle();
		if (obstacle !== undefined) return void window.showErrorMessage(obstacle);
		const { folder, version } = onnxRuntime();
		if (hasCudaProvider(folder)) return void window.showInformationMessage(`The CUDA provider is in ${folder} already.`);
		const runtimes = runtimesFolder(environment);
		const [fetch, choose] = ['Download', 'Choose File…'];
		const detail = `A download of ${cudaDownload()}\n\n${CUDA_NEEDS}\n\nIt is kept in ${runtimes}. An archive or library that you have already can be chosen instead.`;
		const choice = await window.showInformationMessage(`Install the CUDA provider of ONNX Runtime ${version}?`, { modal: true, detail }, fetch, choose);
		if (choice === choose) return takeFile(runtimes, log);
		if (choice !== fetch) return;
		await installing(TITLE, log, async (signal, step) => {
			step('asking nuget.org');
			const from = await findCudaPackage(signal);
			log.info(`Downloading ${from.url}, ${from.size} bytes, SHA-512 ${from.sha512}.`);
			let shown = 0;
			const progress = (done: number) => {
				const percent = Math.floor((done / from.size) * 100);
				if (percent === shown) return;
				shown = percent;
				step(`${formatBytes(done)} of ${formatBytes(from.size)}`, done / from.size);
			};
			await installCuda({ runtimes, from, signal, progress });
			return DONE;
		});
	});

async function takeFile(runtimes: string, log: LogOutputChannel): Promise<void> {
	const [chosen] =
		(await window.showOpenDialog({
			title: 'An archive with the CUDA provider, or one of its libraries',
			filters: { 'Archives and libraries': ['nupkg', 'zip', 'whl', 'so'] },
		})) ?? [];
	if (chosen === undefined) return;
	await installing(TITLE, log, async (signal) => {
		const from = chosen.fsPath.endsWith('.so') ? dirname(chosen.fsPath) : chosen.fsPath;
		await installCuda({ runtimes, from, signal, progress: () => undefined });
		return DONE;
	});
}
