import * as fs from 'node:fs';
import * as path from 'node:path';
import { temporaryFolder } from '../support/synth';
import { command } from './fixture';
import { plan, printed, START, summaryOf } from './plans';

/** What Terraform 1.11 wrote for a stack with a change of every kind, and for one whose planning failed. */
const REAL = Object.fromEntries(
  fs.readdirSync(path.join(__dirname, 'plans')).map((file) => [file, fs.readFileSync(path.join(__dirname, 'plans', file), 'utf8')]),
);
const SECRETS = ['hunter2', 'hunter3', 'secret-one', 'secret-two', 'secret-three'];

describe('what Terraform itself wrote', () => {
  const details = [
    '- **destroy** `terraform_data.gone["\\u0060@team\\u0060"]`',
    '- **destroy** `terraform_data.gone["x\\u007cy"]`',
    '- **replace** `terraform_data.replaced`',
    '- **replace** `terraform_data.replaced_first`',
    '- forget `terraform_data.forgotten`',
    '- add `terraform_data.new`',
    '- change `terraform_data.updated`',
    '- move `terraform_data.moved_to`',
  ];
  const table = [
    '| stack | add | change | destroy | replace |',
    '| --- | ---: | ---: | ---: | ---: |',
    '| `orders` | 1 | 1 | 2 | 2 |',
  ];
  const head = [START, '### Terraform plan: 1 to add, 1 to change, 2 to destroy, 2 to replace in 1 stack', '', ...table, ''];
  const fold = ['<details><summary><code>orders</code></summary>', ''];

  test('is shown by its addresses and actions alone', async () => {
    const outputs = ['- output `password` changes', '- output `text` changes'];
    expect(await printed({ 'orders.json': REAL['changes.json'], 'orders.txt': 'not read' })).toBe(
      [...head, ...fold, ...details, ...outputs, '', '</details>', ''].join('\n'),
    );
  });

  test.each(['changes.txt', 'coloured.txt'])('is read from %s where there is no JSON', async (file) => {
    expect(await printed({ 'orders.txt': REAL[file] })).toBe([...head, ...fold, ...details, '', '</details>', ''].join('\n'));
    expect(await printed({ 'orders.txt': REAL[file].replace(/\n/g, '\r\n'), 'orders.json': '' })).toContain(table[2]);
  });

  test('says that planning failed, and nothing of the errors', async () => {
    const json = await printed({ 'orders.json': REAL['failed.json'] });
    expect(json).toContain(
      '> [!WARNING]\n> The plans of these stacks are incomplete:\n>\n> - `orders`: planning failed, so the plan is incomplete\n',
    );
    expect(json).toContain('| `orders` | 2 | 0 | 0 | 0 |');
    const text = await printed({
      'orders.txt': REAL['failed.txt'],
      'other.txt': '\u001b[31m│\u001b[0m \u001b[1mError: \u001b[0msecret-one\n╵\nError: secret-two\n',
    });
    expect(text).toContain(
      '`orders`: planning failed with 1 error: see the log of its job\n> - `other`: planning failed with 2 errors: see',
    );
  });

  test('never gives away a value', async () => {
    for (const [file, text] of Object.entries(REAL)) {
      expect(SECRETS.filter((secret) => text.includes(secret))).not.toEqual([]);
      const summary = await printed({ [file]: text });
      expect(SECRETS.filter((secret) => summary.includes(secret))).toEqual([]);
    }
  });
});

describe('the warnings', () => {
  test('stand first, for what holds state and would be lost', async () => {
    const lost = {
      'aws_db_instance.Database': ['delete', 'create'],
      'aws_iam_role.Role': ['delete'],
      'aws_s3_bucket.Exports[0]': ['delete'],
      'kubernetes_namespace_v1.Namespace': ['create', 'delete'],
      'kubernetes_namespace_v1.Other': ['forget'],
      'aws_dynamodb_table.New': ['create'],
    };
    const summary = await printed({ 'ledger-production.json': plan(lost), 'a.json': plan({ 'aws_iam_role.Role': ['update'] }) });
    expect(summary.split('\n').slice(0, 9)).toEqual([
      START,
      '### Terraform plan: 1 to add, 1 to change, 2 to destroy, 2 to replace in 2 stacks',
      '',
      '> [!CAUTION]',
      '> These stateful resources would be destroyed or replaced:',
      '>',
      '> - **replace** `aws_db_instance.Database` in `ledger-production`',
      '> - **destroy** `aws_s3_bucket.Exports[0]` in `ledger-production`',
      '> - **replace** `kubernetes_namespace_v1.Namespace` in `ledger-production`',
    ]);
    expect(summary).not.toContain('[!WARNING]');
  });

  test('know the type of what stands in a module', async () => {
    const text =
      'Plan: 0 to add, 0 to change, 2 to destroy.\n  # module.data["a.b"].module.x.aws_db_instance.main will be destroyed\n';
    expect(await printed({ 'a.txt': text })).toContain(
      '> - **destroy** `module.data["a.b"].module.x.aws_db_instance.main` in `a`\n',
    );
  });

  test('name actions that are not known, and count them as a loss of state', async () => {
    const summary = await printed({ 'a.json': plan({ 'aws_db_instance.x': ['evaporate'], 'aws_iam_role.y': ['constructor'] }) });
    expect(summary).toContain('> - **unknown action** `aws_db_instance.x` in `a`\n');
    expect(summary).toContain('> - `a`: 2 actions of an unknown kind\n');
  });

  test('end where they would push out the table', async () => {
    const many = Object.fromEntries(Array.from({ length: 600 }, (_, index) => [`aws_s3_bucket.bucket_${index}`, ['delete']]));
    const summary = await printed({ 'a.json': plan(many) });
    const shown = summary.match(/^> - \*\*destroy/gm)!.length;
    expect(shown).toBeGreaterThan(200);
    expect(summary).toContain(`\n> - and ${600 - shown} more\n\n| stack |`);
  });
});

describe('no changes', () => {
  test('are one line', async () => {
    const data = { address: 'data.x.y', type: 'x', mode: 'data', change: { actions: ['read'] } };
    const quiet = {
      'a.json': plan({ 'x.y': ['no-op'] }),
      'b.json': plan({}, { resource_changes: [data] }),
      'c.txt': 'No changes. Your infrastructure matches the configuration.\n',
    };
    expect(await printed(quiet)).toBe(`${START}\n**Terraform plan:** no changes in 3 stacks.\n`);
    expect(await printed({ 'a.json': JSON.stringify({ format_version: '1.2' }) })).toBe(
      `${START}\n**Terraform plan:** no changes in 1 stack.\n`,
    );
    expect(await printed({})).toBe(`${START}\n**Terraform plan:** no stack was planned.\n`);
    const summary = await printed({ ...quiet, 'd.json': plan({ 'x.y': ['create'] }) });
    expect(summary).toContain('| `d` | 1 | 0 | 0 | 0 |\n\nNo changes in 3 other stacks.\n');
    expect(summary).not.toContain('`a`');
  });

  test('are none where outputs change, or somebody changed something by hand, or something is imported', async () => {
    const drift = plan(
      { 'x.y': ['no-op'] },
      { resource_drift: [{ address: 'aws_iam_role.r', type: 'aws_iam_role', mode: 'managed', change: { actions: ['update'] } }] },
    );
    const outputs = plan({}, { output_changes: { url: { actions: ['create'] }, same: { actions: ['no-op'] } } });
    const imported = plan(
      {},
      {
        resource_changes: [
          { address: 'x.y', type: 'x', mode: 'managed', change: { actions: ['no-op'], importing: { id: 'secret' } } },
        ],
      },
    );
    const summary = await printed({ 'a.json': drift, 'b.json': outputs, 'c.json': imported });
    expect(summary).toContain('### Terraform plan: 3 stacks\n');
    expect(summary).toContain('<code>a</code></summary>\n\n- changed outside Terraform: `aws_iam_role.r`\n');
    expect(summary).toContain('<code>b</code></summary>\n\n- output `url` changes\n');
    expect(summary).toContain('<code>c</code></summary>\n\n- import `x.y`\n');
    expect(summary).not.toContain('secret');
  });
});

describe('what cannot be read', () => {
  test.each([
    ['nothing', '', 'contains an empty file'],
    ['half a file', '{"format_version": "1.2", "secret-one', 'contains something other than one JSON object'],
    ['lines of JSON', '{"a": 1}\n{"a": 2}\n', 'contains something other than one JSON object'],
    ['a list', '[]', 'contains something other than one JSON object'],
    ['a state', '{"format_version": "1.0", "values": {}}', 'contains JSON that is not a plan'],
    ['another object', '{}', 'contains JSON that is not a plan'],
    ['a later format', plan({}, { format_version: '2.0' }), 'contains a plan with an unknown format'],
    ['changes that are no list', plan({}, { resource_changes: {} }), 'contains a plan with unknown parts'],
    [
      'a change without an address',
      plan({}, { resource_changes: [{ change: { actions: ['delete'] } }] }),
      'contains a plan with unknown parts',
    ],
    [
      'a change without actions',
      plan({}, { resource_changes: [{ address: 'a', type: 'a', change: {} }] }),
      'contains a plan with unknown parts',
    ],
    ['an output without actions', plan({}, { output_changes: { a: 1 } }), 'contains a plan with unknown parts'],
    ['very deep JSON', '['.repeat(100_000), 'contains something other than one JSON object'],
  ])('%s is named, beside the plans that can be', async (_, text, why) => {
    const summary = await printed({ 'broken.json': text, 'fine.json': plan({ 'x.y': ['create'] }) });
    expect(summary).toContain(
      `> [!WARNING]\n> The plans of these stacks are incomplete:\n>\n> - \`broken\`: its json file ${why}\n`,
    );
    expect(summary).toContain('| `fine` | 1 | 0 | 0 | 0 |');
    expect(summary).not.toContain('secret');
  });

  test('bytes that are no text, and text that is no plan', async () => {
    const folder = temporaryFolder();
    fs.writeFileSync(path.join(folder, 'a.json'), Buffer.from([0xff, 0xfe, 0x00]));
    fs.writeFileSync(path.join(folder, 'b.txt'), 'secret-one');
    const { printed: text } = await command('plan-summary', folder);
    expect(text).toContain('> - `a`: its json file contains bytes that are not UTF-8\n> - `b`: its text is not a plan\n');
  });

  test('a folder that is not there', async () => {
    expect(await command('plan-summary', '/nonexistent')).toMatchObject({
      status: 1,
      complaint: expect.stringContaining("'/nonexistent': got nothing"),
    });
  });
});

describe('the marker', () => {
  test('is the first line', async () => {
    expect((await summaryOf({}, '--marker', 'plan/payments.v2')).printed).toMatch(/^<!-- plan\/payments\.v2 -->\n/);
  });

  test.each(['a --> b', '--', 'a--b', 'a-', '', 'a\nb'])('%j is wrong usage', async (marker) => {
    expect(await summaryOf({}, `--marker=${marker}`)).toMatchObject({ status: 2, printed: '' });
  });
});

test('plans may lie in folders, as downloads of artifacts do, and links are refused', async () => {
  expect(await printed({ 'plan-a/a.json': plan({ 'x.y': ['create'] }), 'plan-b/b.json': plan({ 'x.y': ['create'] }) })).toContain(
    '| `plan-a/a` | 1 | 0 | 0 | 0 |\n| `plan-b/b` | 1 |',
  );
  const folder = temporaryFolder();
  fs.symlinkSync('/etc/hostname', path.join(folder, 'a.txt'));
  expect(await command('plan-summary', folder)).toMatchObject({
    status: 1,
    complaint: expect.stringContaining("got the symbolic link 'a.txt'"),
  });
});
