import { contentOf, markOf, plain, readPages } from '../docs/pages';
import type { Table } from '../docs/pages';
import { callers } from './callers';
import { shown } from './rules';
import { calledBy, parse, readWorkflow, reusableWorkflows } from './workflow-file';

const [content] = readPages()
  .filter(({ file }) => file === 'docs/ci.md')
  .map(contentOf);
const called = Object.values(callers()).flatMap((text) => Object.values(parse(text).jobs).map((job) => calledBy(job)!));

function tableOf(mark: string): Table {
  return content.tables.find((table) => markOf(table, mark) !== undefined)!;
}

test('the page has a workflow of the team for each that is there to be called', () => {
  expect(called.sort()).toEqual(['apply.yml', 'drift.yml', 'gitops.yml', 'plan.yml', 'promote.yml', 'report.yml', 'repository.yml']);
});

test('the table of inputs lists every input that a team can give, and its default', () => {
  const inputs = called.flatMap((name) =>
    Object.entries(readWorkflow(name).on.workflow_call!.inputs!).map(
      ([input, { default: value, required }]) =>
        `${input} of ${name.replace('.yml', '')}: ${required ? 'required' : worded(value)}`,
    ),
  );
  const rows = tableOf('inputs').rows.flatMap(([input, workflows, value]) =>
    workflows.split(', ').map((name) => `${plain(input)} of ${name}: ${plain(value)}`),
  );
  expect(rows.sort()).toEqual(inputs.sort());
});

test('the page about delivery lists every input of its workflow, its default and what it is', () => {
  const page = readPages().find(({ file }) => file === 'docs/delivery.md')!;
  const table = contentOf(page).tables.find((each) => markOf(each, 'inputs') !== undefined)!;
  const inputs = Object.entries(readWorkflow('delivery.yml').on.workflow_call!.inputs!).map(
    ([input, { default: value, description, required }]) => [input, required ? 'required' : worded(value), plain(description!)],
  );
  expect(table.rows.map((row) => row.map(plain))).toEqual(inputs);
});

test('the table of permissions lists every job that has steps, and all that it may do', () => {
  const jobs = Object.entries(reusableWorkflows()).flatMap(([file, text]) =>
    Object.entries(parse(text).jobs)
      .filter(([, { steps }]) => steps !== undefined)
      .map(([id, { permissions = {} }]) => `${file} ${id}: ${shown(permissions)}`),
  );
  expect(
    tableOf('permissions')
      .rows.map(([file, id, permissions]) => `${plain(file)} ${plain(id)}: ${permissions}`)
      .sort(),
  ).toEqual(jobs.sort());
});

test('what a log says is what the workflows and the command say', () => {
  const texts = Object.values(reusableWorkflows()).join('\n');
  const messages = [
    'keeps its state in a file',
    'which is not applied before it',
    'is not applied: ',
    'cannot be read, so every stack counts as changed',
    'does not match its hash in golden-path.lock.json',
    'is neither a cdk.tf.json nor an asset that one names',
    'contains unlisted files that Terraform would read',
    'A plan breaks a guarantee and cannot be applied',
    "'s to change",
    'is not a plain file',
    'is not a file of ',
    'is not a file that golden-path manages',
    'is a workflow, and workflows is not true',
  ];
  const page = readPages().find(({ file }) => file === 'docs/ci.md')!.text;
  for (const message of messages) expect([texts.includes(message), page.includes(message)]).toEqual([true, true]);
});

/** A default as the table words it. */
function worded(value: unknown): string {
  const words: Record<string, string> = {
    '': 'none',
    '${{ github.actor }}': 'whoever started the run',
    '${{ github.repository_owner }}': 'the owner of the calling repository',
    '${{ github.repository }}': 'the calling repository, as owner/name',
  };
  return words[String(value)] ?? String(value);
}
