/** Which folder may know which: the way of a design goes one direction only (docs/architecture.md). */
const pure = '^src/(design|analysis|rules)/';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
	forbidden: [
		{ name: 'no-cycles', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
		{ name: 'design-knows-nothing-above', severity: 'error', from: { path: '^src/design/' }, to: { path: '^(src/(?!design/)|webview/)' } },
		{ name: 'analysis-knows-design', severity: 'error', from: { path: '^src/analysis/' }, to: { path: '^(src/(?!analysis/|design/)|webview/)' } },
		{ name: 'rules-know-analysis', severity: 'error', from: { path: '^src/rules/' }, to: { path: '^(src/(?!rules/|analysis/|design/)|webview/)' } },
		{
			name: 'engine-knows-design',
			severity: 'error',
			from: { path: '^src/engine/' },
			to: { path: '^(src/(?!engine/|design/|files/(runtimes|on-path)\\.ts)|webview/)' },
		},
		{ name: 'install-knows-engine', severity: 'error', from: { path: '^src/install/' }, to: { path: '^(src/(?!install/|engine/|design/|files/)|webview/)' } },
		{ name: 'training-knows-engine', severity: 'error', from: { path: '^src/training/' }, to: { path: '^(src/(server|extension|cli)/|webview/)' } },
		{ name: 'server-knows-rules', severity: 'error', from: { path: '^src/server/' }, to: { path: '^(src/(engine|training|extension|cli)/|webview/)' } },
		{ name: 'cli-is-no-editor', severity: 'error', from: { path: '^src/cli/' }, to: { path: '^(src/(server|extension)/|webview/)' } },
		{ name: 'files-know-nothing', severity: 'error', from: { path: '^src/files/' }, to: { path: '^(src/(?!files/)|webview/)' } },
		{ name: 'pure', comment: 'runs in a webview as it is', severity: 'error', from: { path: pure }, to: { dependencyTypes: ['core'] } },
		{
			name: 'only-the-extension-knows-vscode',
			severity: 'error',
			from: { pathNot: '^(src/extension/|test/)' },
			to: { path: '^vscode(-languageclient)?($|/)|node_modules/vscode-languageclient' },
		},
		{
			name: 'only-the-server-speaks-lsp',
			severity: 'error',
			from: { pathNot: '^(src/server/|src/extension/|node_modules/|test/|bench/)' },
			to: { path: 'node_modules/vscode-languageserver' },
		},
		{ name: 'webview-is-a-browser', severity: 'error', from: { path: '^webview/' }, to: { dependencyTypes: ['core'] } },
		{
			name: 'webview-knows-pure-parts-and-events',
			severity: 'error',
			from: { path: '^webview/' },
			to: { path: '^src/(?!design/|analysis/|rules/|training/events\\.ts)' },
		},
	],
	options: {
		doNotFollow: { path: 'node_modules' },
		tsPreCompilationDeps: true,
		// TypeScript 7 has no compiler interface for other tools.
		parser: 'swc',
		tsConfig: { fileName: 'tsconfig.json' },
		enhancedResolveOptions: { extensions: ['.ts', '.js', '.mjs', '.json'], exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
		builtInModules: { add: ['vscode'] },
	},
};
