import { ask } from './ask.ts';

export interface NvidiaDevice {
	name: string;
	driver: string;
	/** Bytes. */
	memory?: number;
	/** Compute capability: "9.0". */
	capability: string;
}

/** The devices that NVIDIA's driver knows, by `nvidia-smi`; undefined where that is not there or finds none. */
export async function nvidiaDevices(): Promise<NvidiaDevice[] | undefined> {
	const lines = await ask('nvidia-smi', ['--query-gpu=name,driver_version,memory.total,compute_cap', '--format=csv,noheader,nounits']);
	const devices = lines?.split('\n').flatMap((line) => {
		const [name, driver, mebibytes, capability] = line.split(',').map((field) => field.trim());
		if (!name || !driver || !mebibytes || !capability) return [];
		// Devices that share the machine's memory give none: "[N/A]".
		const memory = Number(mebibytes) * 2 ** 20;
		return [{ name, driver, capability, ...(Number.isFinite(memory) && { memory }) }];
	});
	return devices?.length ? devices : undefined;
}
