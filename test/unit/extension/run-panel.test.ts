import { describe, expect, it } from 'vitest';
import { runPanelHtml } from '../../../src/extension/run-panel-html.ts';
import { readMessage, readPlace } from '../../../src/extension/run-panel-messages.ts';

describe('messages of the run panel', () => {
	it('are taken as declared', () => {
		expect(readMessage({ type: 'train-again' })).toEqual({ type: 'train-again' });
	});

	it.each([undefined, null, 'stop', {}, { type: 'delete' }, { type: 'stop', path: '/' }])('are refused otherwise: %j', (message) => {
		expect(readMessage(message)).toBeUndefined();
	});

	it('find the run again after a reload', () => {
		const place = { folder: '/runs/tiny-1', design: '/tiny.headroom.yaml', started: 5 };
		expect(readPlace(place)).toEqual(place);
		expect(readPlace({ folder: 1 })).toBeUndefined();
		expect(readPlace(undefined)).toBeUndefined();
	});
});

describe('the page of the run panel', () => {
	const html = runPanelHtml({ address: (file) => `https://panel/${file}`, source: 'https://panel', nonce: 'n0nce' });

	it('lets in what carries the nonce, and the icon font', () => {
		const policy = /Content-Security-Policy" content="([^"]+)"/.exec(html)?.[1];
		expect(policy).toBe("default-src 'none'; style-src 'nonce-n0nce'; script-src 'nonce-n0nce'; font-src https://panel;");
	});

	it('has no script or style that the policy would stop', () => {
		const loaded = [...html.matchAll(/<(script|link|style)\b[^>]*>/g)].map(([tag]) => tag);
		expect(loaded.length).toBe(3);
		for (const tag of loaded) expect(tag).toContain('nonce="n0nce"');
		expect(html).not.toMatch(/\son\w+=|\sstyle=/);
	});
});
