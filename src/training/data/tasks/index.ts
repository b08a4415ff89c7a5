import type { TASKS } from '../../../design/sections.ts';
import { associativeRecall } from './associative-recall.ts';
import { copy } from './copy.ts';
import { nearestNeighbour } from './nearest-neighbour.ts';
import { permutation } from './permutation.ts';
import type { Task } from './task.ts';

/** Every task that `data.task` may name. */
export const tasks: Readonly<Record<(typeof TASKS)[number], Task>> = {
	copy,
	'associative-recall': associativeRecall,
	'nearest-neighbour': nearestNeighbour,
	permutation,
};
