import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Status } from '../../lib/cli/decide';
import { contentOf, plain, ROOT, type Page } from '../docs/pages';
import { synthExamples } from '../support/examples';
import { command } from './fixture';
import { Desk, rewritten, stepsOf, wrongSteps } from './sessions';

const FILE = 'docs/gitops-cli.md';

const OUTPUT = synthExamples('payment-service');

const aDesk = () => new Desk(OUTPUT);
const read = (): Page => ({ file: FILE, text: readFileSync(join(ROOT, FILE), 'utf8') });
let page = read();

beforeAll(async () => {
  // What `npm run test:update` does here; read the difference before committing it.
  if (process.env.GOLDEN_UPDATE === '1') writeFileSync(join(ROOT, FILE), await rewritten(page, aDesk()));
  page = read();
});

describe('the sessions on the page', () => {
  test('are what the commands say, one after the other', async () => {
    expect(await wrongSteps(page, aDesk())).toEqual([]);
  });

  test('show a sync, a promotion and a refusal of each', () => {
    const steps = stepsOf(page);
    for (const name of ['sync', 'promote']) {
      const shown = steps.filter(({ command: line }) => line.startsWith(`npx golden-path ${name} `)).map((step) => step.shown.join('\n'));
      expect(shown).toContainEqual(expect.stringContaining('Written.'));
      expect(shown).toContainEqual(expect.stringContaining('[RefusedByCommand]'));
    }
  });

  test.each([
    ['a changed line', '-  LOG_LEVEL: trace', '-  LOG_LEVEL: warn', /^docs\/gitops-cli\.md:\d+ \$ npx golden-path sync .*--source acme\/payment-service --yes\nchanged /],
    ['a line less', '1 file changed\n', '', /\n1 file changed\n/],
    ['a line more', 'Nothing changes.\n', 'Nothing changes.\nReally.\n', /\nNothing changes\.$/],
    ['another line around what is left out', '…\nadded    apps/payment-service/values-staging.yaml', '…\nadded    apps/payment-service/value.yaml', /added {4}apps\/payment-service\/values-staging\.yaml/],
    ['another command', '--from stagin ', '--from stagingg ', /got 'stagingg'/],
  ])('are found out where they have %s', async (_, from, to, said) => {
    expect(page.text).toContain(from);
    expect(await wrongSteps({ ...page, text: page.text.replace(from, to) }, aDesk())).toContainEqual(expect.stringMatching(said));
  });

  test.each([
    ['a command that nobody can run here', '$ rm -r .', 'no command that can be run here: rm -r .'],
    ['an edit that changes nothing', "$ sed -i 's/nowhere/x/' cdktf.out/manifest.json", 'changes nothing: sed'],
    ['no command', 'Nothing changes.', 'docs/x.md:2 begins without a command'],
  ])('are refused where they have %s', async (_, text, message) => {
    const other = { file: 'docs/x.md', text: `\`\`\`console\n${text}\n\`\`\`\n` };
    await expect(wrongSteps(other, aDesk())).rejects.toThrow(message);
  });

  test('are rewritten to what the commands say', async () => {
    const other = page.text.replace('-  LOG_LEVEL: trace', '-  LOG_LEVEL: warn');
    expect(await rewritten({ ...page, text: other }, aDesk())).toBe(page.text);
  });
});

describe('the tables on the page', () => {
  const [commands, statuses, ofSync, ofPromote, , ofDeploy, , ofRollback] = contentOf(page).tables;
  const help = async (name: string) => (await command(name, '--help')).printed;

  test('have the commands', () => {
    expect(commands.rows.map(([line]) => plain(line).split(' ')[1])).toEqual(['sync', 'promote', 'deploy', 'rollback']);
  });

  test.each([['sync', ofSync], ['promote', ofPromote], ['deploy', ofDeploy], ['rollback', ofRollback]])('have every option of %s, and no other', async (name, table) => {
    const known = [...(await help(name)).matchAll(/^ +(--[a-z-]+(?: <\w+>)?) /gm)].map(([, option]) => option);
    const everywhere = ['--yes', '--dry-run'];
    expect([...table.rows.map(([option]) => plain(option)), ...everywhere].sort()).toEqual(known.sort());
    for (const option of everywhere) expect(page.text).toContain(`\`${option}\``);
  });

  test('have the folder that sync reads where nothing is said', async () => {
    expect(await help('sync')).toContain(`(default: "${plain(ofSync.rows[0][2])}")`);
  });

  test('have every status', () => {
    const known = Object.values(Status).filter((status) => typeof status === 'number');
    expect(statuses.rows.map(([status]) => Number(status))).toEqual(known);
  });
});
