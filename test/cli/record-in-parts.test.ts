import * as fs from 'node:fs';
import * as path from 'node:path';
import { run } from '../../lib/cli/main';
import { prettyJson } from '../../lib/output/record';
import { growEstate } from '../support/grown-estate';
import { temporaryFolder } from '../support/synth';

const home = process.cwd();
const root = temporaryFolder();
let text = '';
const record = path.join(root, 'cdktf.out', 'golden-path.json');

/** Commands that read the record of all stacks. */
const READERS = [
  ['lock', 'lock'],
  ['lock --check', 'lock', '--check'],
  ['affected', 'affected', '--format', 'json'],
  ['sync', 'sync', 'checkout', '--yes'],
  ['repository', 'repository', 'code', '--service', 'service-0001', '--dry-run'],
];

beforeAll(() => {
  growEstate(path.dirname(record), 6);
  fs.mkdirSync(path.join(root, 'checkout'));
  fs.mkdirSync(path.join(root, 'code'));
  text = fs.readFileSync(record, 'utf8');
  process.chdir(root);
});
afterAll(() => process.chdir(home));
afterEach(() => fs.writeFileSync(record, text));

/** Runs a command, and gives its status, what it said, and how much of a file was parsed at once. */
async function read(args: readonly string[]) {
  let said = '';
  const say = (more: string) => void (said += more);
  const parse = jest.spyOn(JSON, 'parse');
  const output = { print: say, complain: say, interactive: false, confirm: async () => false };
  const status = await run(args, output);
  const longest = Math.max(...parse.mock.calls.map(([parsed]) => String(parsed).length));
  jest.restoreAllMocks();
  return { status, said, longest };
}

test.each(READERS)('%s never has the whole record', async (_, ...args) => {
  const { status, longest } = await read(args);
  expect(status).toBe(0);
  expect(longest).toBeLessThan(text.length / 2);
});

test('a record in another form is read as a whole, and is the same', async () => {
  const before = await read(['affected', '--format', 'json']);
  const other = JSON.stringify(JSON.parse(text));
  fs.writeFileSync(record, other);
  expect(await read(['affected', '--format', 'json'])).toEqual({ status: 0, said: before.said, longest: other.length });
});

test.each([
  ['changed by hand', () => text.replace('"production": true', '"production": false'), 'a record that was changed after the synth'],
  ['cut off', () => text.slice(0, -100), 'invalid JSON'],
  ['of another version', () => prettyJson({ ...JSON.parse(text), recordVersion: 1 }), 'got recordVersion 1'],
])('a record that is %s is refused in the words of before', async (_, change, words) => {
  fs.writeFileSync(record, change());
  const { status, said } = await read(['lock', '--check']);
  expect(status).toBe(1);
  expect(said).toContain(words);
});
