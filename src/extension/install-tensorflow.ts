import { commands, type Disposable, type LogOutputChannel, window } from 'vscode';
import { runtimesFolder } from '../files/runtimes.ts';
import { findNpm, NO_NPM } from '../install/npm.ts';
import { installTensorflow, TENSORFLOW_DOWNLOAD, TENSORFLOW_NEEDS, tensorflowObstacle, tensorflowPackage } from '../install/tensorflow.ts';
import { installing } from './installing.ts';

/** `headroom.installTensorflow`: installs TensorFlow.js by the user's npm. Whatever asks for it, nothing is done before the user agrees. */
export const registerInstallTensorflow = (environment: NodeJS.ProcessEnv, log: LogOutputChannel): Disposable =>
	commands.registerCommand('headroom.installTensorflow', async () => {
		const npm = findNpm();
		if (npm === undefined) return void window.showErrorMessage(NO_NPM);
		const runtimes = runtimesFolder(environment);
		const obstacle = tensorflowObstacle('gpu');
		const titles = { gpu: 'Install for GPU', cpu: 'Install for CPU' };
		const detail = `A download of ${TENSORFLOW_DOWNLOAD}.\n\nnpm runs the package's own install script, with the rights of this user.\n\nFor GPU: ${obstacle ?? TENSORFLOW_NEEDS.gpu}\nFor CPU: ${TENSORFLOW_NEEDS.cpu}\n\nIt is kept in ${runtimes}.`;
		const offered = obstacle === undefined ? [titles.gpu, titles.cpu] : [titles.cpu];
		const choice = await window.showInformationMessage('Install TensorFlow.js for Node.js?', { modal: true, detail }, ...offered);
		if (choice === undefined) return;
		await installing('Installing TensorFlow.js', log, async (signal, step) => {
			const from = tensorflowPackage(choice === titles.gpu ? 'gpu' : 'cpu');
			log.info(`${npm.join(' ')} install ${from}`);
			const say = (line: string) => {
				log.info(line);
				if (line.trim() !== '') step(line.slice(0, 80));
			};
			const { device } = await installTensorflow({ runtimes, npm, from, signal, say });
			return `TensorFlow.js is installed and loads, on: ${device}. The setting headroom.backend chooses it.`;
		});
	});
