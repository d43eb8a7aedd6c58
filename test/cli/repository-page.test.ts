import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { contentOf, plain, ROOT } from '../docs/pages';
import type { Page } from '../docs/pages';
import { CarryOver } from './carry-over';
import { command } from './fixture';
import { Desk, rewritten, stepsOf, wrongSteps } from './sessions';

const FILE = 'docs/repository.md';
const HEADER = [
  '# Managed by golden-path: an upgrade rewrites this file, and reports edits.',
  '# To change it, change CatalogEntry at payment-service-production/Catalog in the infrastructure code.',
];
const CATALOG = [...HEADER, 'kind: Component', 'spec:', '  owner: payments', ''].join('\n');

function aDesk(): Desk {
  const code = new CarryOver();
  code.synth({ 'payment-service': { managed: { 'catalog-info.yaml': CATALOG }, given: { 'README.md': '# payment-service\n' } } });
  return new Desk(code.outdir, 'payment-service-code');
}

const read = (): Page => ({ file: FILE, text: readFileSync(join(ROOT, FILE), 'utf8') });

beforeAll(async () => {
  // What `npm run test:update` does here; read the difference before committing it.
  if (process.env.GOLDEN_UPDATE === '1') writeFileSync(join(ROOT, FILE), await rewritten(read(), aDesk()));
});

test('the sessions on the page are what the commands say, one after the other', async () => {
  expect(await wrongSteps(read(), aDesk())).toEqual([]);
  expect(stepsOf(read()).map(({ command: line }) => line.split(' ')[0])).toEqual(['npx', 'sed', 'npx', 'npx', 'npx', 'npx']);
});

test('a changed line in a session is found out', async () => {
  const page = read();
  expect(await wrongSteps({ ...page, text: page.text.replace('-  owner: billing', '-  owner: x') }, aDesk())).toHaveLength(1);
});

test('the page has every option of the command, and no other', async () => {
  const help = (await command('repository', '--help')).printed;
  const known = [...help.matchAll(/^ +(--[a-z-]+(?: <[\w.]+>)?) /gm)].map(([, option]) => option);
  const [, options] = contentOf(read()).tables;
  expect([...options.rows.map(([option]) => plain(option)), '--yes', '--dry-run'].sort()).toEqual(known.sort());
});

test('the header on the page is that of a managed file', () => {
  for (const line of HEADER) expect(read().text).toContain(line);
});
