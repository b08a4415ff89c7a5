import type { Design, DesignProblem } from '../design/design.ts';
import type { RuleFinding } from './rule.ts';

/** What reading the file noted under one kind, as findings. */
export const problemsOf = ({ problems }: Design, kind: DesignProblem['kind']): RuleFinding[] =>
	problems.filter((problem) => problem.kind === kind).map(({ message, range }) => ({ message, range }));
