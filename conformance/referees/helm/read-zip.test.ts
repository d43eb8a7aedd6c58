import { deflateRawSync } from 'node:zlib';
import { readZip } from './read-zip';

/** A zip of files, each of them deflated or not. */
function zipOf(files: Readonly<Record<string, { text: string; deflate: boolean }>>): Buffer {
  const parts: Buffer[] = [];
  const entries = Object.entries(files).map(([name, { text, deflate }]) => {
    const content = deflate ? deflateRawSync(text) : Buffer.from(text);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50);
    entry.writeUInt16LE(deflate ? 8 : 0, 10);
    entry.writeUInt32LE(content.length, 20);
    entry.writeUInt32LE(Buffer.byteLength(text), 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(Buffer.concat(parts).length, 42);
    const file = Buffer.alloc(30);
    file.writeUInt32LE(0x04034b50);
    file.writeUInt16LE(name.length, 26);
    parts.push(file, Buffer.from(name), content);
    return Buffer.concat([entry, Buffer.from(name)]);
  });
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(Buffer.concat(parts).length, 16);
  return Buffer.concat([...parts, ...entries, end]);
}

const ZIP = zipOf({ 'a/one': { text: 'first', deflate: false }, 'a/two': { text: 'second '.repeat(99), deflate: true } });

test('a file of a zip is read, whether it is deflated or not', () => {
  expect(readZip(ZIP, 'a/one').toString()).toBe('first');
  expect(readZip(ZIP, 'a/two').toString()).toBe('second '.repeat(99));
});

test('a file that a zip does not have is named', () => {
  expect(() => readZip(ZIP, 'a/three')).toThrow('there is no a/three in the zip');
});

test('what is no zip, or was cut short, is refused', () => {
  expect(() => readZip(Buffer.from('text'), 'a/one')).toThrow('this is no zip');
  expect(() => readZip(ZIP.subarray(0, -1), 'a/one')).toThrow('this is no zip');
});
