import { inflateRawSync } from 'node:zlib';

/** Of a zip's records, the marks that they begin with and the lengths of their fixed parts. */
const END = { mark: 0x06054b50, length: 22 };
const ENTRY = { mark: 0x02014b50, length: 46 };
const FILE = { mark: 0x04034b50, length: 30 };
const DEFLATED = 8;

/**
 * The content of one file of a zip without a comment, smaller than 4 GiB. What was stored is checked by its length alone.
 *
 * @see https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
 */
export function readZip(zip: Buffer, name: string): Buffer {
  const end = zip.length - END.length;
  if (end < 0 || zip.readUInt32LE(end) !== END.mark) throw new Error('this is no zip, or one with a comment');
  const count = zip.readUInt16LE(end + 10);
  let at = zip.readUInt32LE(end + 16);
  for (let index = 0; index < count && zip.readUInt32LE(at) === ENTRY.mark; index += 1) {
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset));
    const isWanted = zip.toString('utf8', at + ENTRY.length, at + ENTRY.length + nameLength) === name;
    if (isWanted) return contentOf(zip, at, name);
    at += ENTRY.length + nameLength + extraLength + commentLength;
  }
  throw new Error(`there is no ${name} in the zip`);
}

function contentOf(zip: Buffer, entry: number, name: string): Buffer {
  const [method, compressed, length, file] = [
    zip.readUInt16LE(entry + 10), zip.readUInt32LE(entry + 20), zip.readUInt32LE(entry + 24), zip.readUInt32LE(entry + 42),
  ];
  if (zip.readUInt32LE(file) !== FILE.mark) throw new Error(`${name} is not where the zip says`);
  const start = file + FILE.length + zip.readUInt16LE(file + 26) + zip.readUInt16LE(file + 28);
  const bytes = zip.subarray(start, start + compressed);
  const content = method === DEFLATED ? inflateRawSync(bytes) : bytes;
  if (content.length !== length) throw new Error(`${name} has ${content.length} bytes in the zip, not ${length}`);
  return content;
}
