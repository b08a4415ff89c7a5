/** An element that the panel's page has from the start. */
export function byId<T extends HTMLElement = HTMLElement>(id: string): T {
	const element = document.getElementById(id);
	if (element === null) throw new Error(`The run panel has no #${id}.`);
	return element as T;
}

/** Sets a text only where it differs, so that a selection in it survives. */
export function setText(id: string, text: string): void {
	const element = byId(id);
	if (element.textContent !== text) element.textContent = text;
}

/** A new element with its text. */
export function make<K extends keyof HTMLElementTagNameMap>(tag: K, text = '', attributes: Record<string, string> = {}): HTMLElementTagNameMap[K] {
	const element = document.createElement(tag);
	element.textContent = text;
	for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
	return element;
}
