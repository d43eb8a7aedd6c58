import { gunzipSync, gzipSync } from 'node:zlib';
import { Trouble } from '../refusal';

const BLOCK = 512;
const LONGEST_NAME = 100;

/** The place of the operating system in the header of gzip (RFC 1952), and the value for none. */
const SYSTEM = { at: 9, unknown: 255 };

/**
 * Files as a compressed archive: sorted by name, without owner and time, so that the same files always give the same archive.
 *
 * @see https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html the format ustar
 */
export function archiveOf(files: Readonly<Record<string, string>>): Buffer {
  const names = Object.keys(files).sort();
  const entries = names.flatMap((name) => entryOf(name, Buffer.from(files[name])));
  const archive = gzipSync(Buffer.concat([...entries, Buffer.alloc(2 * BLOCK)]), { level: 9 });
  archive[SYSTEM.at] = SYSTEM.unknown;
  return archive;
}

/** The files of an archive that `archiveOf` made. */
export function filesOf(archive: Buffer): Record<string, string> {
  const files: Record<string, string> = {};
  const tar = gunzipSync(archive);
  for (let at = 0; at < tar.length && tar[at] !== 0;) {
    const [name] = tar.toString('utf8', at, at + LONGEST_NAME).split('\0');
    const size = parseInt(tar.toString('latin1', at + 124, at + 135), 8);
    files[name] = tar.toString('utf8', at + BLOCK, at + BLOCK + size);
    at += BLOCK * (1 + Math.ceil(size / BLOCK));
  }
  return files;
}

function entryOf(name: string, body: Buffer): Buffer[] {
  return [headerOf(name, body.length), body, Buffer.alloc((BLOCK - (body.length % BLOCK)) % BLOCK)];
}

function headerOf(name: string, size: number): Buffer {
  if (Buffer.byteLength(name) > LONGEST_NAME) {
    throw new Trouble(`a file with a name of ${name.length} characters`, `at most ${LONGEST_NAME}`, 'give it a shorter name');
  }
  const header = Buffer.alloc(BLOCK);
  header.write(name, 0);
  header.write(octal(0o644, 8), 100);
  header.write(octal(0, 8), 108);
  header.write(octal(0, 8), 116);
  header.write(octal(size, 12), 124);
  header.write(octal(0, 12), 136);
  // The sum counts its own place as spaces.
  header.write(' '.repeat(8), 148);
  header.write('0', 156);
  header.write('ustar\0' + '00', 257);
  header.write(`${octal(sumOf(header), 7)} `, 148);
  return header;
}

function octal(value: number, width: number): string {
  return `${value.toString(8).padStart(width - 1, '0')}\0`;
}

function sumOf(header: Buffer): number {
  return header.reduce((sum, byte) => sum + byte, 0);
}
