import { Status } from '../../lib/cli/decide';
import { aTree, NOTHING, without, Workspace } from './fixture';

const PLACE = '.github/CODEOWNERS';
const BEGIN = '# golden-path sync: begin. Lines of this block are rewritten; what is outside of it stays.';
const END = '# golden-path sync: end';
const block = (...lines: string[]) => [BEGIN, ...lines, END, ''].join('\n');

const SERVICE = without(aTree(), 'postgresqlinstance');

/** A workspace whose synth says who owns what it wrote. */
function aWorkspace(codeOwner = '@acme/payments-team', checkout = {}, tree = SERVICE): Workspace {
  const workspace = new Workspace(tree, checkout);
  workspace.record(tree, { codeOwner });
  return workspace;
}

test('the first sync says who reviews the folder of a service, and the next one says it again', async () => {
  const workspace = aWorkspace();
  expect((await workspace.sync()).printed).toContain(`added    ${PLACE}`);
  expect(workspace.read(PLACE)).toBe(block('/apps/checkout/ @acme/payments-team'));
  expect(await workspace.sync()).toEqual(NOTHING);
});

test('the platform owns its folder, and the file that says who owns what', async () => {
  const workspace = aWorkspace('@acme/platform-team', {}, { 'platform/staging/argocd/a.yaml': 'kind: AppProject\n' });
  await workspace.sync();
  expect(workspace.read(PLACE)).toBe(block('/.github/CODEOWNERS @acme/platform-team', '/platform/ @acme/platform-team'));
});

test('what people wrote outside of the block stays to the byte, as do the lines of other repositories', async () => {
  const people = '# ours\n*  @acme/everyone\n\n';
  const workspace = aWorkspace('@acme/payments-team', { [PLACE]: `${people}${block('/apps/a/ @acme/a', '/apps/z/ @acme/z')}\n/docs/ @acme/writers` });
  await workspace.sync();
  const lines = ['/apps/a/ @acme/a', '/apps/checkout/ @acme/payments-team', '/apps/z/ @acme/z'];
  expect(workspace.read(PLACE)).toBe(`${people}${block(...lines)}\n/docs/ @acme/writers`);
});

test('a file at another place that GitHub reads is the one that is kept', async () => {
  const workspace = aWorkspace('@acme/payments-team', { CODEOWNERS: '* @acme/everyone' });
  await workspace.sync();
  expect(workspace.read('CODEOWNERS')).toBe(`* @acme/everyone\n${block('/apps/checkout/ @acme/payments-team')}`);
  expect(Object.keys(workspace.files())).not.toContain(PLACE);
});

test('a service that goes takes its line with it', async () => {
  const workspace = aWorkspace();
  await workspace.sync();
  workspace.synth({ 'apps/other/values.yaml': 'a: 1\n' });
  await workspace.sync('--yes', '--source', 'repository');
  expect(workspace.read(PLACE)).toBe(block());
});

test('another owner in the record is another line', async () => {
  const workspace = aWorkspace();
  await workspace.sync();
  workspace.record(SERVICE, { codeOwner: '@acme/new-name' });
  expect((await workspace.sync()).printed).toContain('+/apps/checkout/ @acme/new-name');
});

test.each([['half of a block', `${BEGIN}\n/apps/a/ @acme/a\n`], ['two blocks', `${block()}${block()}`]])('%s is refused', async (_, text) => {
  const workspace = aWorkspace('@acme/payments-team', { [PLACE]: text });
  expect(await workspace.sync()).toMatchObject({ status: Status.REFUSED, complaint: expect.stringContaining('an incomplete or repeated block') });
  expect(workspace.read(PLACE)).toBe(text);
});
