import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { read, ROOT } from './root';

/** The folders of lib/, which a newcomer has to find described. */
const FOLDERS = readdirSync(join(ROOT, 'lib'), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);

/** The folders that a text describes, each on a line of its own below `lib/`. */
function describedIn(text: string): string[] {
  const [, layout] = /^lib\/ .*\n((?: {2}\S+\/ .*\n)+)/m.exec(text) ?? [];
  return [...(layout ?? '').matchAll(/^ {2}(\S+)\/ +\S.*$/gm)].map(([, name]) => name);
}

test('CONTRIBUTING describes every folder of lib in a line, and no other', () => {
  expect(describedIn(read('CONTRIBUTING.md')).sort()).toEqual([...FOLDERS].sort());
});

test('a folder that it leaves out is found', () => {
  const text = read('CONTRIBUTING.md').replace(/^ {2}gitops\/.*\n/m, '');
  expect(FOLDERS.filter((name) => !describedIn(text).includes(name))).toEqual(['gitops']);
});

test('its import direction names every folder, and only those that exist', () => {
  const [, drawing] = /## Import direction\s+```\n([^`]+)```/.exec(read('CONTRIBUTING.md'))!;
  expect([...new Set(drawing.match(/\w+/g))].filter((name) => name !== 'everything').sort()).toEqual([...FOLDERS].sort());
});
