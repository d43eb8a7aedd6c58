import { gzipSync } from 'node:zlib';

/** Signatures, versions and flags of https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT */
const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const VERSION = 20;
const MADE_ON_UNIX = 3 << 8;
const NAMES_IN_UTF8 = 0x800;
/** The first day that the format knows: 1 January 1980. */
const DAY = 0x21;
const READABLE_FILE = 0o100644 * 2 ** 16;

/**
 * Files as a zip archive: sorted by name, without time, and not compressed, so that the same files always give the same archive,
 * whichever version of zlib Node has.
 */
export function zipOf(files: Readonly<Record<string, string>>): Buffer {
  const [entries, directory] = [[] as Buffer[], [] as Buffer[]];
  let at = 0;
  for (const name of Object.keys(files).sort()) {
    const [body, path] = [Buffer.from(files[name]), Buffer.from(name)];
    const about = aboutFile(body, path);
    entries.push(numbers([LOCAL, 4]), about, path, body);
    const place = numbers([0, 2], [0, 2], [0, 2], [READABLE_FILE, 4], [at, 4]);
    directory.push(Buffer.concat([numbers([CENTRAL, 4], [MADE_ON_UNIX | VERSION, 2]), about, place, path]));
    at += 4 + about.length + path.length + body.length;
  }
  const [count, size] = [directory.length, directory.reduce((sum, { length }) => sum + length, 0)];
  const end = numbers([END, 4], [0, 2], [0, 2], [count, 2], [count, 2], [size, 4], [at, 4], [0, 2]);
  return Buffer.concat([...entries, ...directory, end]);
}

/** What the entry of a file and the directory both say. */
function aboutFile(body: Buffer, path: Buffer): Buffer {
  const size = body.length;
  const [stored, midnight, more] = [[0, 2], [0, 2], [0, 2]] as const;
  const sizes = [[size, 4], [size, 4], [path.length, 2]] as const;
  return numbers([VERSION, 2], [NAMES_IN_UTF8, 2], stored, midnight, [DAY, 2], [sumOf(body), 4], ...sizes, more);
}

/** The CRC-32 of some bytes, which gzip writes behind them. */
function sumOf(body: Buffer): number {
  const zipped = gzipSync(body, { level: 0 });
  return zipped.readUInt32LE(zipped.length - 8);
}

/** Numbers in little endian, each with its width in bytes. */
function numbers(...all: readonly (readonly [value: number, width: number])[]): Buffer {
  return Buffer.concat(all.map(([value, width]) => {
    const bytes = Buffer.alloc(width);
    bytes.writeUIntLE(value, 0, width);
    return bytes;
  }));
}
