import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { serve } from './serve.ts';

export interface Served {
	/** The address of its index. */
	source: string;
	/** What was asked for, in order. */
	asked: string[];
}

/** A NuGet source on this machine that publishes one package, answering as api.nuget.org does, gzip included. `details` changes what it says of it. */
export async function nugetSource(name: string, version: string, archive: Buffer, details: object = {}): Promise<Served> {
	const asked: string[] = [];
	const address = await serve((request, response) => {
		asked.push(request.url as string);
		if (request.url === '/archive.nupkg') return void response.end(archive);
		const answer = answers[request.url as string];
		if (answer === undefined) return void response.writeHead(404).end();
		response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end(gzipSync(JSON.stringify(answer)));
	});
	const answers: Record<string, object> = {
		'/v3/index.json': {
			version: '3.0.0',
			resources: [
				{ '@id': `${address}/old/`, '@type': 'RegistrationsBaseUrl' },
				{ '@id': `${address}/registration/`, '@type': 'RegistrationsBaseUrl/3.6.0' },
			],
		},
		[`/registration/${name.toLowerCase()}/${version}.json`]: { catalogEntry: `${address}/catalog/entry.json`, packageContent: `${address}/archive.nupkg` },
		'/catalog/entry.json': {
			packageHash: createHash('sha512').update(archive).digest('base64'),
			packageHashAlgorithm: 'SHA512',
			packageSize: archive.length,
			...details,
		},
	};
	return { source: `${address}/v3/index.json`, asked };
}
