// Made for another test runner, it carries the schema of SARIF 2.1.0.
import schema from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json';
import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { lintPaths } from '../../../src/cli/lint.ts';
import { rules } from '../../../src/rules/index.ts';
import { folderWith, runCommand } from './command.ts';

const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
// The two are built for different module systems.
(addFormats as unknown as (ajv: Ajv) => void)(ajv);
const isLog = ajv.compile(schema);

const at = folderWith({
	'uneven.headroom.yaml': 'model:\n  model_type: llama\n  hiden_size: 128\n  num_attention_heads: 5\n',
	'sixteen heads.headroom.yaml': 'model:\n  model_type: llama\n  hidden_size: 128\n  num_attention_heads: 16\ndata:\n  sequence_length: 128\n',
	'broken.json': '{"model_type": "llama", ',
	'quiet.headroom.yaml': 'model:\n  model_type: llama\n',
});
const log = async (...names: string[]) => JSON.parse((await runCommand(lintPaths, [...names.map(at), '--format', 'sarif'])).out);

describe('the SARIF log', () => {
	it.each([
		['findings with fixes and related places', ['uneven.headroom.yaml', 'sixteen heads.headroom.yaml']],
		['a file that cannot be parsed', ['broken.json']],
		['nothing', ['quiet.headroom.yaml']],
	])('of %s fits the schema of version 2.1.0', async (_what, names) => {
		const written = await log(...names);
		isLog(written);
		expect(isLog.errors ?? []).toEqual([]);
	});

	it('is held to that schema', async () => {
		const written = await log('uneven.headroom.yaml');
		written.runs[0].results[0].locations[0].physicalLocation.region.startLine = 0;
		expect(isLog(written)).toBe(false);
	});

	it('places each finding, and refers to its rule', async () => {
		const [run] = (await log('uneven.headroom.yaml')).runs;
		const found = run.results.find(({ ruleId }: { ruleId: string }) => ruleId === 'unknown-key');
		expect(run.tool.driver.rules[found.ruleIndex].id).toBe('unknown-key');
		expect(found.locations[0].physicalLocation.region).toEqual({ startLine: 3, startColumn: 3, endLine: 3, endColumn: 13 });
		expect(found.fixes[0].artifactChanges[0].replacements).toEqual([{ deletedRegion: expect.anything(), insertedContent: { text: 'hidden_size' } }]);
		expect(run.tool.driver.rules).toHaveLength(rules.length);
	});
});
