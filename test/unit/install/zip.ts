import { crc32, deflateRawSync } from 'node:zlib';

/** A zip archive of these entries, by name; every second one is deflated, the others are stored. Names are taken as they are. */
export function zip(entries: readonly [name: string, content: string | Buffer][]): Buffer {
	const parts: Buffer[] = [];
	const directory: Buffer[] = [];
	let offset = 0;
	entries.forEach(([name, content], index) => {
		const bytes = Buffer.from(content);
		const isDeflated = index % 2 === 1;
		const data = isDeflated ? deflateRawSync(bytes) : bytes;
		const path = Buffer.from(name);
		const shared = Buffer.alloc(26);
		shared.writeUInt16LE(20, 0);
		shared.writeUInt16LE(0x0800, 2);
		shared.writeUInt16LE(isDeflated ? 8 : 0, 4);
		shared.writeUInt16LE(0x21, 8);
		shared.writeUInt32LE(crc32(bytes), 10);
		shared.writeUInt32LE(data.length, 14);
		shared.writeUInt32LE(bytes.length, 18);
		shared.writeUInt16LE(path.length, 22);
		const rest = Buffer.alloc(14);
		rest.writeUInt32LE(offset, 10);
		directory.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), shared, rest, path);
		const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), shared, path, data]);
		parts.push(local);
		offset += local.length;
	});
	const central = Buffer.concat(directory);
	const end = Buffer.alloc(22);
	end.write('PK\x05\x06', 'latin1');
	end.writeUInt16LE(entries.length, 8);
	end.writeUInt16LE(entries.length, 10);
	end.writeUInt32LE(central.length, 12);
	end.writeUInt32LE(offset, 16);
	return Buffer.concat([...parts, central, end]);
}
