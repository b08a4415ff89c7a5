import { array, type GenericSchema, looseObject, number, parse, string } from 'valibot';
import { ask } from './download.ts';

/** The index of nuget.org, where ONNX Runtime publishes what is too large for npm. */
export const NUGET = 'https://api.nuget.org/v3/index.json';

/** A package as its source publishes it. */
export interface PublishedPackage {
	url: string;
	/** Bytes. */
	size: number;
	/** In base 64. */
	sha512: string;
}

const Index = looseObject({ resources: array(looseObject({ '@id': string(), '@type': string() })) });
const Registration = looseObject({ catalogEntry: string(), packageContent: string() });
const Details = looseObject({ packageHash: string(), packageHashAlgorithm: string(), packageSize: number() });

/**
 * Looks a package up in a NuGet source (https://learn.microsoft.com/nuget/api/overview): from its index to the package's
 * registration, and from there to its details. Throws in words where that does not lead to a SHA-512.
 */
export async function findPackage(source: string, name: string, version: string, signal: AbortSignal): Promise<PublishedPackage> {
	const { resources } = await read(source, Index, signal);
	const registrations = resources.filter(({ '@type': type }) => type.startsWith('RegistrationsBaseUrl'));
	const base = (registrations.find(({ '@type': type }) => type === 'RegistrationsBaseUrl/3.6.0') ?? registrations[0])?.['@id'];
	if (base === undefined) throw new Error(`${source} names no package registrations.`);
	const registration = `${base.replace(/\/$/, '')}/${name.toLowerCase()}/${version.toLowerCase()}.json`;
	const { catalogEntry, packageContent } = await read(registration, Registration, signal);
	const { packageHash, packageHashAlgorithm, packageSize } = await read(catalogEntry, Details, signal);
	if (packageHashAlgorithm !== 'SHA512')
		throw new Error(`${source} publishes no SHA-512 of ${name} ${version}, only ${packageHashAlgorithm}: nothing to check the download by.`);
	return { url: packageContent, size: packageSize, sha512: packageHash };
}

async function read<T>(url: string, schema: GenericSchema<unknown, T>, signal: AbortSignal): Promise<T> {
	const response = await ask(url, signal);
	try {
		return parse(schema, await response.json());
	} catch (error) {
		signal.throwIfAborted();
		throw new Error(`${url} does not answer as a NuGet source does: ${(error as Error).message}.`);
	}
}
