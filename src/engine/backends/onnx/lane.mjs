// The thread of a lane (lanes.ts): does its tasks as it is told by messages. Plain JavaScript, for it is loaded as it stands.
import { parentPort } from 'node:worker_threads';
import { createTasks } from './tasks.mjs';

const tasks = createTasks();

/** Arrays that a task has made go to who asked for them, memory and all. */
const buffersOf = (made) => (typeof made === 'object' ? Object.values(made).flatMap((parts) => parts.map(({ buffer }) => buffer)) : []);

parentPort.on('message', ({ call, task, given }) => {
	tasks[task](given).then(
		(result) => parentPort.postMessage({ call, result }, buffersOf(result)),
		(error) => parentPort.postMessage({ call, error: error.message }),
	);
});
