import type { RunHeader, ToRunPanel } from '../shared/protocol.ts';
import { append, emptyRecord, type RunRecord } from '../shared/record.ts';

/** Everything that the panel shows; it comes from messages alone. */
export interface View {
	run: RunHeader;
	record: RunRecord;
}

/** The view after one more message; nothing is shown before the message that says which run it is. */
export function receive(view: View | undefined, message: ToRunPanel): View | undefined {
	if (message.type === 'run') {
		const record = emptyRecord();
		append(record, message.events);
		return { run: message.run, record };
	}
	if (view === undefined) return undefined;
	if (message.type === 'events') {
		append(view.record, message.events);
		return view;
	}
	const { message: _, ...run } = view.run;
	return { ...view, run: { ...run, state: message.state, ...(message.message !== undefined && { message: message.message }) } };
}
