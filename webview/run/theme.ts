/** Colours that a canvas needs by value. They come from the theme, and change with it. */
export interface ChartColors {
	text: string;
	grid: string;
	/** High contrast knows no quiet colour: there the grid is dotted. */
	gridDash: number[];
	training: string;
	validation: string;
	background: string;
	/** How strong the raw curve is drawn behind the smoothed one. */
	faint: number;
	font: string;
}

/** The theme's colours as they are now. */
export function chartColors(): ChartColors {
	const style = getComputedStyle(document.body);
	const variable = (name: string, otherwise: string) => style.getPropertyValue(name).trim() || otherwise;
	const highContrast = document.body.classList.contains('vscode-high-contrast') || document.body.classList.contains('vscode-high-contrast-light');
	const text = variable('--vscode-foreground', style.color);
	return {
		text: highContrast ? text : variable('--vscode-descriptionForeground', text),
		grid: highContrast ? variable('--vscode-contrastBorder', text) : variable('--vscode-widget-border', variable('--vscode-editorWidget-border', text)),
		gridDash: highContrast ? [1, 5] : [],
		training: variable('--vscode-charts-blue', text),
		validation: variable('--vscode-charts-yellow', text),
		background: variable('--vscode-editor-background', style.backgroundColor),
		faint: highContrast ? 0.6 : 0.5,
		font: `11px ${variable('--vscode-font-family', 'sans-serif')}`,
	};
}

/** Calls back when another theme was chosen: VS Code then changes classes of the body and variables of the root. */
export function onThemeChange(changed: () => void): void {
	const observer = new MutationObserver(changed);
	observer.observe(document.body, { attributes: true, attributeFilter: ['class', 'data-vscode-theme-id'] });
	observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style', 'class'] });
}
