import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { groupedFiles, groupOf, GROUPS, TESTS } from '../support/together';
import apart from '../together/apart.json';

/** What loads the library anew, or puts something in place of a module that others have loaded. */
const APART = /\bjest\.(?:mock|doMock|resetModules|isolateModules)\(|\blibraryWith\(/;

describe('the groups of npm test', () => {
  test('each have a file that runs them, and no other file is there', () => {
    const files = readdirSync(join(TESTS, 'together')).filter((name) => name.endsWith('.test.ts'));
    expect(files.sort()).toEqual(Object.keys(GROUPS).map((name) => `${name}.test.ts`).sort());
    for (const name of Object.keys(GROUPS)) {
      expect(readFileSync(join(TESTS, 'together', `${name}.test.ts`), 'utf8')).toContain(`together('${name}');`);
    }
  });

  test.each(Object.entries(GROUPS).flatMap(([name, folders]) => folders.map((folder) => [name, folder])))(
    '%s has tests below test/%s',
    (name, folder) => {
      expect(groupedFiles().filter((file) => file.startsWith(folder!) && groupOf(file) === name)).not.toEqual([]);
    },
  );

  test('leave out what changes modules, and nothing else', () => {
    const changing = groupedFiles().filter((file) => APART.test(readFileSync(join(TESTS, file), 'utf8')));
    expect(changing.filter((file) => file !== 'repository/together.test.ts')).toEqual([]);
    for (const file of apart) {
      expect([file, existsSync(join(TESTS, file)) && APART.test(readFileSync(join(TESTS, file), 'utf8'))]).toEqual([file, true]);
    }
  });
});
