/** Addresses inside the webview, and the nonce that alone lets styles and scripts in. */
export interface RunPanelResources {
	/** Of `dist/webview`. */
	address(file: 'run.js' | 'run.css' | 'codicon.css'): string;
	/** Where the icon font may come from. */
	source: string;
	nonce: string;
}

/** The run panel before its first message. Everything in it is filled in by `webview/run`. */
export const runPanelHtml = ({ address, source, nonce }: RunPanelResources): string => `<!DOCTYPE html>
<html lang="en">
<head>
	<meta charset="utf-8">
	<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; font-src ${source};">
	<meta name="viewport" content="width=device-width, initial-scale=1">
	<title>Run</title>
	<link rel="stylesheet" nonce="${nonce}" id="vscode-codicon-stylesheet" href="${address('codicon.css')}">
	<link rel="stylesheet" nonce="${nonce}" href="${address('run.css')}">
</head>
<body data-vscode-context='{"preventDefaultContextMenuItems": true}'>
<main data-testid="run" aria-busy="true">
	<header>
		<div class="title">
			<h1 id="name" data-testid="name"></h1>
			<span id="state" data-testid="state" class="state"><vscode-icon id="state-icon" name="loading" size="14"></vscode-icon><span id="state-text"></span></span>
			<div class="actions" role="group" aria-label="Actions">
				<vscode-button id="stop" data-testid="stop" secondary icon="debug-stop" title="End the run with a checkpoint">Stop</vscode-button>
				<vscode-button id="train-again" data-testid="train-again" icon="play" title="Start another run of this design" hidden>Train Again</vscode-button>
				<vscode-toolbar-button id="open-design" data-testid="open-design" icon="go-to-file" label="Open Design" title="Open Design"></vscode-toolbar-button>
				<vscode-toolbar-button id="open-folder" data-testid="open-folder" icon="folder-opened" label="Open Run Folder" title="Open Run Folder"></vscode-toolbar-button>
				<vscode-toolbar-button id="show-log" data-testid="show-log" icon="output" label="Show Log" title="Show Log"></vscode-toolbar-button>
			</div>
		</div>
		<p class="facts"><a id="design" data-testid="design" href="#" role="button"></a><span id="started"></span><span id="parameters"></span><span id="device" data-testid="device"></span></p>
	</header>
	<section id="message" data-testid="message" class="message" hidden>
		<vscode-icon id="message-icon" name="error"></vscode-icon>
		<div><h2 id="message-title"></h2><p id="message-text"></p><vscode-button id="message-open-design" icon="go-to-file" hidden>Open Design</vscode-button></div>
	</section>
	<vscode-progress-bar id="progress" data-testid="progress" aria-label="Steps"></vscode-progress-bar>
	<dl id="metrics" class="metrics">
		<div><dt>Step</dt><dd id="step" data-testid="step">–</dd></div>
		<div><dt>Training loss</dt><dd id="loss" data-testid="loss">–</dd></div>
		<div><dt>Best validation</dt><dd id="best" data-testid="best">–</dd></div>
		<div hidden title="Of the best validation loss"><dt>Perplexity</dt><dd id="perplexity" data-testid="perplexity"></dd></div>
		<div hidden title="Of the best validation loss"><dt>Bits per byte</dt><dd id="bits-per-byte" data-testid="bits-per-byte"></dd></div>
		<div hidden title="Of the best validation loss"><dt>Accuracy</dt><dd id="accuracy" data-testid="accuracy"></dd></div>
		<div><dt>Tokens/s</dt><dd id="speed" data-testid="speed">–</dd></div>
		<div><dt>Time left</dt><dd id="left" data-testid="left">–</dd></div>
	</dl>
	<section id="curve" aria-labelledby="loss-title">
		<div class="bar">
			<h2 id="loss-title">Loss <small>nats per token</small></h2>
			<vscode-checkbox id="smoothing" data-testid="smoothing" label="Smooth" checked></vscode-checkbox>
			<vscode-checkbox id="logarithmic" data-testid="logarithmic" label="Log scale"></vscode-checkbox>
		</div>
		<div class="legend" aria-hidden="true">
			<span class="at" id="legend-step"></span>
			<span class="series training"><i></i>Training <b id="legend-training"></b></span>
			<span class="series smoothed" id="legend-smoothed-series"><i></i><span id="legend-span">Smoothed</span> <b id="legend-smoothed"></b></span>
			<span class="series validation"><i></i>Validation <b id="legend-validation"></b></span>
		</div>
		<div id="chart" data-testid="chart" class="chart"></div>
		<p id="empty" data-testid="empty" class="empty">Starting…</p>
		<details id="numbers" data-testid="numbers" hidden>
			<summary>Numbers</summary>
			<p id="curve-in-words"></p>
			<div class="scroll" tabindex="0" role="region" aria-label="Evaluations">
				<table><thead><tr><th scope="col">Step</th><th scope="col">Training loss</th><th scope="col">Validation loss</th><th scope="col">Perplexity</th><th scope="col" id="bits-column" hidden>Bits per byte</th><th scope="col" id="accuracy-column" hidden>Accuracy</th></tr></thead><tbody id="evaluations"></tbody></table>
			</div>
		</details>
	</section>
	<section id="load" data-testid="load" aria-labelledby="load-title" hidden>
		<div class="bar"><h2 id="load-title">Device</h2><small id="load-step"></small></div>
		<div id="load-groups" class="devices"></div>
		<details id="rejected" data-testid="rejected" hidden><summary id="rejected-summary"></summary><ul id="rejected-list" class="warnings"></ul></details>
	</section>
	<section id="warnings" data-testid="warnings" aria-labelledby="warnings-title" hidden>
		<div class="bar"><h2 id="warnings-title"><vscode-icon name="warning" size="14"></vscode-icon>Warnings</h2><small id="warnings-count"></small></div>
		<div class="scroll" tabindex="0" role="region" aria-label="Warnings of the run"><ul id="warnings-list" class="warnings"></ul></div>
	</section>
	<section id="text" data-testid="text" aria-labelledby="text-title" hidden>
		<div class="bar">
			<h2 id="text-title">Generated text</h2>
			<vscode-single-select id="text-step" data-testid="text-step" label="Step of the text"></vscode-single-select>
		</div>
		<p id="sample" data-testid="sample" class="sample" tabindex="0" role="group" aria-labelledby="text-title"><span id="sample-prompt" title="Prompt, from the validation data"></span><span id="sample-text"></span></p>
	</section>
	<section id="rank" data-testid="rank" aria-labelledby="rank-title" hidden>
		<div class="bar">
			<h2 id="rank-title">Rank of heads</h2>
			<vscode-single-select id="rank-measure" data-testid="rank-measure" label="What is shown of the heads" position="above"></vscode-single-select>
		</div>
		<small id="rank-step"></small>
		<div id="rank-table" class="scroll" tabindex="0" role="region" aria-label="Effective rank by layer and head"><table id="heads" class="heads"></table></div>
	</section>
	<p id="announcement" class="visually-hidden" role="status" aria-live="polite"></p>
</main>
<script nonce="${nonce}" src="${address('run.js')}"></script>
</body>
</html>`;
