import { Status } from '../../lib/cli/decide';
import { aTree, databaseFile, NOTHING, synced, without } from './fixture';
import type { Workspace } from './fixture';

describe('data', () => {
  const [PRODUCTION_DATA, STAGING_DATA] = [databaseFile('production'), databaseFile('staging')];

  /** A checkout whose databases the code no longer has. */
  async function withoutData(): Promise<Workspace> {
    const workspace = await synced();
    workspace.synth(without(aTree(), 'postgresqlinstance'));
    return workspace;
  }

  test('is not removed without a reason; every loss is listed and nothing is written', async () => {
    const workspace = await withoutData();
    const before = workspace.files();
    expect(await workspace.sync()).toEqual({
      status: Status.REFUSED,
      printed: '',
      complaint: [
        '[RefusedByCommand] golden-path sync: 2 problems, nothing was written',
        '',
        `  1. ${PRODUCTION_DATA}: got PostgreSQLInstance 'orders' would be removed, but holds data`,
        '     allowed: removal of files that have a reason in apps/checkout/retired.yaml',
        "     fix: put it back into the code, or add this entry to apps/checkout/retired.yaml: 'manifests/production/postgresqlinstance-orders.yaml: <why, and where the data went>'",
        `  2. ${STAGING_DATA}: got PostgreSQLInstance 'orders' would be removed, but holds data`,
        '     allowed: removal of files that have a reason in apps/checkout/retired.yaml',
        "     fix: put it back into the code, or add this entry to apps/checkout/retired.yaml: 'manifests/staging/postgresqlinstance-orders.yaml: <why, and where the data went>'",
        '',
      ].join('\n'),
    });
    expect(workspace.files()).toEqual(before);
  });

  test('goes where a person wrote down why, file by file', async () => {
    const workspace = await withoutData();
    const note = 'manifests/staging/postgresqlinstance-orders.yaml: moved to orders-v2, snapshot taken\n';
    workspace.write({ 'apps/checkout/retired.yaml': note });
    const first = await workspace.sync();
    expect(first.complaint).toContain(PRODUCTION_DATA);
    expect(first.complaint).not.toContain(`${STAGING_DATA}: got`);
    workspace.write({ 'apps/checkout/retired.yaml': `${note}manifests/production/postgresqlinstance-orders.yaml: as above\n` });
    expect(await workspace.sync()).toMatchObject({ status: Status.DONE });
    expect(Object.keys(workspace.files())).not.toContain(STAGING_DATA);
    expect(workspace.read('apps/checkout/retired.yaml')).toContain(note);
    expect(await workspace.sync()).toEqual(NOTHING);
  });

  test('a reason from before does not let a new request go', async () => {
    const workspace = await synced();
    workspace.write({ 'apps/checkout/retired.yaml': 'manifests/staging/postgresqlinstance-orders.yaml: moved\n' });
    expect((await workspace.sync()).complaint).toContain(
      "apps/checkout/retired.yaml: got 'manifests/staging/postgresqlinstance-orders.yaml', which the code still has",
    );
  });

  test.each([
    ['no map', '- a\n', 'got ["a"]'],
    ['no reason', 'a.yaml:\n', "no reason for 'a.yaml'"],
    ['an empty reason', "a.yaml: ' '\n", "no reason for 'a.yaml'"],
    ['no YAML', 'a: [\n', 'invalid YAML: '],
  ])('a note with %s is refused', async (_, text, expected) => {
    const workspace = await synced();
    workspace.write({ 'apps/checkout/retired.yaml': text });
    expect(await workspace.sync()).toMatchObject({ status: Status.REFUSED, complaint: expect.stringContaining(expected) });
  });

  test('that only moves to another file is not lost', async () => {
    const workspace = await synced();
    const text = aTree()[STAGING_DATA];
    workspace.synth({ ...without(aTree(), STAGING_DATA), 'apps/checkout/manifests/staging/orders.yaml': text });
    expect(await workspace.sync()).toMatchObject({ status: Status.DONE });
  });

  test.each([
    ['in a second document', (text: string) => `${text}---\n${text.replace('orders', 'second')}`],
    [
      'in a list',
      (text: string) => `kind: List\nitems:\n  - ${text.replace('orders', 'second').trimEnd().replace(/\n/g, '\n    ')}\n`,
    ],
  ])('that a hand edit put into a managed file, %s, is not overwritten', async (_, edit) => {
    const workspace = await synced();
    workspace.edit(STAGING_DATA, edit);
    expect(await workspace.sync()).toMatchObject({
      status: Status.REFUSED,
      complaint: expect.stringContaining("PostgreSQLInstance 'second' would be removed"),
    });
  });

  test('in a stale file that is no YAML cannot be ruled out', async () => {
    const workspace = await withoutData();
    for (const file of [PRODUCTION_DATA, STAGING_DATA]) workspace.edit(file, () => 'kind: [\n');
    expect(await workspace.sync()).toMatchObject({
      status: Status.REFUSED,
      complaint: expect.stringContaining(`${STAGING_DATA}: got invalid YAML`),
    });
  });
});
