import { expect, it } from 'vitest';
import { families } from '../../../../src/design/families/index.ts';

it('lists every family and its classes for readers (`npx vitest run -u` writes it anew)', async () => {
	const rows = [...families.values()]
		.sort((a, b) => a.modelType.localeCompare(b.modelType))
		.map(({ modelType, classes }) => `| \`${modelType}\` | ${classes.join(', ')} |`);
	const page = `# Families

What is counted, by \`model_type\`. The first class is taken where the file names none under \`architectures\`; with any other class the total is said to be unknown.
Counts are checked against the classes of transformers 5.18: the names and shapes of every tensor on small models with every switch, and the totals of published ones.
Of a file that holds several models (\`text_config\` and its kin) the language model inside is counted, and said to be that part only.

| model_type | classes |
|---|---|
${rows.join('\n')}
`;
	await expect(page).toMatchFileSnapshot('../../../../docs/families.md');
});

it('names each family once', () => {
	const types = [...families.values()].map(({ modelType }) => modelType);
	expect(new Set(types).size).toBe(types.length);
});
