import * as fs from 'node:fs';
import * as path from 'node:path';
import type { MicroserviceInfra } from '@golden-path/constructs';
import type { App } from 'cdktf';
import { Status } from '../../lib/cli/decide';
import { contentOf, plain, readPages } from '../docs/pages';
import type { Page } from '../docs/pages';
import { EXAMPLES, ROOT } from '../support/examples';
import { testWithGit } from '../support/with-git';
import { command } from './fixture';
import { plan } from './plans';
import { Repository } from './repository';
import { stepsOf } from './sessions';

const page = readPages().find(({ file }) => file === 'docs/ci-cli.md')!;

function examples(app: App): void {
  for (const add of Object.values(EXAMPLES)) add(app);
}

/** What the page says that a team did. */
function withException(app: App): void {
  examples(app);
  const service = app.node.findChild('ledger-worker-production').node.findChild('Infra') as MicroserviceInfra;
  service.grant(['s3:List*'], ['*'], 'the export checks that no bucket of ours is public');
}

const PLANS = {
  'ledger-worker-production.json': plan({
    'aws_iam_role_policy.grants': ['create'],
    'aws_db_instance.ledger-db': ['delete', 'create'],
  }),
  'payment-service-production.json': plan(),
  'payment-service-staging.json': '',
  'payment-service-staging.txt': 'Error: no valid credential sources found\n',
};

/** What was done before a command of the page, by how the command begins. */
const BEFORE: Readonly<Record<string, (repository: Repository) => void>> = {
  'npx golden-path lock': (repository) => repository.synth(examples),
  'npx golden-path lock --check': (repository) => {
    repository.commit();
    repository.git('update-ref', 'refs/remotes/origin/main', 'HEAD');
    repository.synth(withException);
  },
  'npx golden-path plan-summary plans': ({ root }) => {
    fs.mkdirSync(path.join(root, 'plans'));
    for (const [file, text] of Object.entries(PLANS)) fs.writeFileSync(path.join(root, 'plans', file), text);
  },
};

/** What the commands of a page say that it does not show. */
async function wrongSteps(shown: Page): Promise<string[]> {
  const repository = new Repository();
  fs.symlinkSync(path.join(ROOT, 'node_modules'), path.join(repository.root, 'node_modules'));
  const wrong: string[] = [];
  const before = process.cwd();
  process.chdir(repository.root);
  try {
    for (const step of stepsOf(shown)) {
      BEFORE[step.command]?.(repository);
      const { printed, complaint } = await command(...step.command.replace(/^npx golden-path /, '').split(' '));
      const said = `${printed}${complaint}`.trimEnd();
      if (said !== step.shown.join('\n')) wrong.push(`$ ${step.command}\n${said}`);
    }
  } finally {
    process.chdir(before);
  }
  return wrong;
}

testWithGit('the page shows what its commands say, of each', async () => {
  expect(await wrongSteps(page)).toEqual([]);
  const commands = stepsOf(page).map((step) => step.command.split(' ')[2]);
  expect([...new Set(commands)]).toEqual(['lock', 'affected', 'plan-summary']);
  expect(commands).toHaveLength(5);
});

testWithGit('the page is found out where it shows something else', async () => {
  const text = page.text.replace('1 of 10 stacks affected', '2 of 10 stacks affected');
  expect(await wrongSteps({ ...page, text })).toEqual([
    expect.stringMatching(/^\$ npx golden-path affected --base origin\/main\n1 of 10/),
  ]);
});

describe('the tables of the page', () => {
  const { tables } = contentOf(page);
  const rowsOf = (header: string) => tables.find((table) => plain(table.header[0]) === header)!.rows.map((row) => row.map(plain));
  const optionsOf = async (name: string) =>
    [...(await command(name, '--help')).printed.matchAll(/^ +(--[a-z-]+(?: <\w+>)?) /gm)].map(([, option]) => option);

  test('have every option of affected with its default, and the page names those of the others', async () => {
    expect(rowsOf('option').map(([option]) => option)).toEqual(expect.arrayContaining(await optionsOf('affected')));
    expect(rowsOf('option')).toHaveLength((await optionsOf('affected')).length);
    const help = (await command('affected', '--help')).printed.replace(/\s+/g, ' ');
    const defaults = rowsOf('option')
      .map((row) => row[2])
      .filter((text) => /^[a-z.-]+$/.test(text));
    expect(defaults).toHaveLength(3);
    for (const text of defaults) expect(help).toContain(`default: "${text}"`);
    for (const option of [...(await optionsOf('lock')), ...(await optionsOf('plan-summary'))]) expect(page.text).toContain(option);
  });

  test('have every status', () => {
    const known = Object.values(Status).filter((status) => typeof status === 'number');
    expect(rowsOf('status').map(([status]) => Number(status))).toEqual(known);
  });
});
