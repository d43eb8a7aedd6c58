import * as fs from 'node:fs';
import * as path from 'node:path';
import { flagOf, QUESTIONS } from '../../../lib/cli/init/questions';
import { FILES } from '../../../lib/repository/infrastructure/files';
import { filesBelow } from '../fixture';
import { newFolder, run } from './fixture';

const PAGE = fs.readFileSync(path.resolve(__dirname, '../../../docs/init.md'), 'utf8');

/** The first block of a language on the page. */
function shown(language: string): string {
  return new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\`$`, 'm').exec(PAGE)![1];
}

/** The names in code marks in the first column of the table below a heading. */
function listed(heading: string): string[] {
  const [, section] = PAGE.split(`\n## ${heading}\n`);
  const rows = section
    .split('\n## ')[0]
    .split('\n')
    .filter((line) => line.startsWith('| `'));
  return rows.flatMap((row) => [...row.split('|')[1].matchAll(/`([^`]+)`/g)].map(([, name]) => name));
}

test('the session on the page is what somebody sees who types those answers, and its stacks.ts is what is written', async () => {
  const folder = newFolder();
  const typed = shown('text')
    .split('\n\n')[0]
    .split('\n')
    .map((line) => /:(?: (\S*))?$/.exec(line)![1] ?? '');
  const { screen } = await run(folder, {}, { typed, registry: 'https://npm.acme.io/' });
  expect(screen.replaceAll(folder, 'my-infra').replaceAll(/ +$/gm, '')).toBe(shown('text'));
  expect(filesBelow(folder)['stacks.ts']).toBe(shown('typescript'));
});

test('the script on the page works, and without --yes says what is missing', async () => {
  const given = Object.fromEntries(
    QUESTIONS.map((question) => [
      question.name,
      new RegExp(`\\s${flagOf(question)} (\\S+)`).exec(PAGE.split('In a script')[1])?.[1],
    ]),
  );
  expect(Object.values(given).filter((value) => value !== undefined)).toHaveLength(4);
  expect(await run(newFolder(), given)).toMatchObject({ status: 0 });
  expect(await run(newFolder(), given, {})).toMatchObject({ status: 2, complaint: expect.stringMatching(/--port.*[^]*--ci/) });
});

test('the page lists every flag and every file', () => {
  expect(listed('Answers').sort()).toEqual(QUESTIONS.map(flagOf).sort());
  expect(listed('What is in it').sort()).toEqual(FILES.map((file) => file.path).sort());
});

test('the page tells the defaults', () => {
  for (const question of QUESTIONS) {
    const standard = question.standard?.({ platformPackage: 'none' }, { folder: '', registryOf: () => undefined });
    if (!standard || ['platformExport', 'workflows'].includes(question.name)) continue;
    expect(PAGE).toMatch(new RegExp(`^\\| \`${flagOf(question)}\` \\|.*\\| \`${standard}\` \\|$`, 'm'));
  }
});
