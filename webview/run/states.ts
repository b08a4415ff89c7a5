import type { RunState } from '../shared/protocol.ts';

interface Appearance {
	label: string;
	/** A codicon. */
	icon: string;
	/** Heading of the message, in states that have one. */
	heading?: string;
	/** What stands in the chart's place before the first step. */
	empty: string;
}

/** How each state looks. */
export const states: Record<RunState, Appearance> = {
	starting: { label: 'Starting', icon: 'loading', empty: 'Reading the data and building the model…' },
	running: { label: 'Running', icon: 'loading', empty: 'Waiting for the first step…' },
	stopping: { label: 'Stopping', icon: 'loading', empty: 'Stopping before the first step…' },
	finished: { label: 'Finished', icon: 'pass', empty: 'This run made no steps.' },
	stopped: { label: 'Stopped', icon: 'circle-slash', empty: 'Stopped before the first step.' },
	failed: { label: 'Failed', icon: 'error', heading: 'The run failed', empty: 'It failed before the first step.' },
	interrupted: { label: 'Interrupted', icon: 'warning', heading: 'The run was interrupted', empty: 'It ended before the first step.' },
	refused: { label: 'Not started', icon: 'error', heading: 'This run could not begin', empty: 'Nothing was trained.' },
};
