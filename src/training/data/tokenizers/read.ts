import { existsSync, realpathSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { isInside } from '../../../files/inside.ts';
import { Refusal } from '../../refusal.ts';
import type { Corpus } from '../corpus.ts';
import { documentsOf } from '../documents.ts';
import type { Places } from '../files.ts';
import { bytes } from './bytes.ts';
import { type CharacterSet, characterSet, characters } from './characters.ts';
import { tokenizerFrom } from './file.ts';
import type { Tokenizer } from './tokenizer.ts';

export interface ReadTokenizer {
	tokenizer: Tokenizer;
	/** Tokens of the whole text, where it had to be read for the tokenizer. */
	tokens?: number;
}

/** The tokenizer that `data.tokenizer` names. One of characters has those of the text. */
export async function readTokenizer(named: string, places: Places, corpus: Corpus): Promise<ReadTokenizer> {
	if (named === 'bytes') return { tokenizer: bytes };
	if (named !== 'characters') return { tokenizer: await readFileTokenizer(named, places) };
	const set = await charactersOf(corpus);
	return { tokenizer: characters(set.characters()), tokens: set.tokens() };
}

async function charactersOf({ files }: Corpus): Promise<CharacterSet> {
	const set = characterSet();
	for (const { path, name } of files) {
		for await (const text of documentsOf(path, name)) {
			const document = set.document();
			for await (const piece of text) document.push(piece);
			document.end();
		}
	}
	return set;
}

/** Both files of a tokenizer are read from inside the workspace alone. */
async function readFileTokenizer(named: string, { folder, workspace }: Places): Promise<Tokenizer> {
	const path = resolve(folder, named);
	if (!existsSync(path))
		throw new Refusal(`data.tokenizer ${named}: there is no such file beside the design. Use bytes, characters, or the path of a tokenizer.json.`);
	const root = realpathSync(workspace);
	if (!isInside(root, realpathSync(path)))
		throw new Refusal(`data.tokenizer ${named} leads outside of ${workspace}, where a run may not read: copy the file into the workspace.`);
	try {
		const beside = join(dirname(path), 'tokenizer_config.json');
		const config = existsSync(beside) && isInside(root, realpathSync(beside)) ? await readFile(beside, 'utf8') : undefined;
		return tokenizerFrom(await readFile(path, 'utf8'), config);
	} catch (error) {
		throw new Refusal(`data.tokenizer ${named} is no tokenizer.json that can be read: ${(error as Error).message}.`);
	}
}
