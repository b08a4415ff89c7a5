/** What the cursor of the chart needs to know of it. */
export interface CursorTarget {
	rows(): number;
	moveTo(row: number): void;
	/** The row in words. */
	describe(row: number): string;
}

const STRIDES: Record<string, number> = {
	ArrowLeft: -1,
	ArrowRight: 1,
	PageUp: -0.1,
	PageDown: 0.1,
	Home: Number.NEGATIVE_INFINITY,
	End: Number.POSITIVE_INFINITY,
};

/** Lets the keyboard move along the chart, as a slider over its rows; a screen reader hears the values. */
export function chartCursor(place: HTMLElement, { rows, moveTo, describe }: CursorTarget): { update(): void } {
	let row: number | undefined;
	place.tabIndex = 0;
	place.setAttribute('role', 'slider');
	place.setAttribute('aria-label', 'Loss at a step');
	place.addEventListener('keydown', (event) => {
		const stride = STRIDES[event.key];
		if (stride === undefined || rows() === 0) return;
		event.preventDefault();
		const last = rows() - 1;
		const by = Math.abs(stride) < 1 ? Math.sign(stride) * Math.max(1, Math.round(Math.abs(stride) * last)) : stride;
		row = Math.min(last, Math.max(0, (row ?? last) + by));
		moveTo(row);
		tell();
	});
	const tell = () => {
		const last = rows() - 1;
		if (last < 0) return;
		const at = Math.min(row ?? last, last);
		place.setAttribute('aria-valuemin', '0');
		place.setAttribute('aria-valuemax', String(last));
		place.setAttribute('aria-valuenow', String(at));
		place.setAttribute('aria-valuetext', describe(at));
	};
	return { update: tell };
}
