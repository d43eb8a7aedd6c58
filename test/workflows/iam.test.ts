import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { contentOf, markOf, readPages } from '../docs/pages';
import { ROOT } from '../support/examples';
import { permissionProblems, trustProblems } from './trust';
import type { Policy } from './trust';

const FOLDER = join(ROOT, 'docs/iam');
const texts = Object.fromEntries(readdirSync(FOLDER).map((name) => [name.replace('.json', ''), readFileSync(join(FOLDER, name), 'utf8')]));
const KEYS = ['Action', 'Condition', 'Effect', 'Principal', 'Resource', 'Sid'];

function policy(name: string, from: string | RegExp = '', to = ''): Policy {
  const text = texts[name].replace(from, to);
  if (from !== '' && text === texts[name]) throw new Error(`${name} has no ${String(from)}`);
  return JSON.parse(text) as Policy;
}

test('the page shows the files, to the byte', () => {
  const page = contentOf(readPages().find(({ file }) => file === 'docs/ci.md')!);
  const shown = page.blocks.flatMap((block) => (markOf(block, 'iam') === undefined ? [] : [[markOf(block, 'iam'), `${block.text.trimEnd()}\n`]]));
  expect(Object.fromEntries(shown)).toEqual(texts);
  expect(Object.keys(texts)).toEqual(['apply-permissions', 'apply-trust', 'plan-permissions', 'plan-trust']);
});

test.each(Object.keys(texts))('%s is a policy of IAM, short enough for a role', (name) => {
  const { Version, Statement } = policy(name);
  expect(Version).toBe('2012-10-17');
  for (const statement of Statement) {
    expect(KEYS).toEqual(expect.arrayContaining(Object.keys(statement)));
    expect(statement).toMatchObject({ Effect: 'Allow', Sid: expect.stringMatching(/^[A-Za-z0-9]+$/) });
    expect('Principal' in statement).toBe(name.endsWith('-trust'));
    expect('Resource' in statement).toBe(!name.endsWith('-trust'));
  }
  // What IAM takes of each kind without a raised quota, white space not counted.
  expect(JSON.stringify(policy(name)).length).toBeLessThan(name.endsWith('-trust') ? 2048 : 6144);
});

test('both roles trust one repository, in both forms of its name, and workflows by file and release', () => {
  expect(trustProblems(policy('plan-trust'), 'plan-role')).toEqual([]);
  expect(trustProblems(policy('apply-trust'), 'apply-role')).toEqual([]);
});

test.each<[what: string, name: 'plan' | 'apply', from: string | RegExp, to: string, problem: RegExp]>([
  ['a subject without its form with ids', 'plan', /,\s+"repo:acme@[^"]+heads\/main"/, '', /heads\/main: no form with ids/],
  ['a subject without its form with names', 'apply', /"repo:acme\/[^"]+",/, '', /no form with names/],
  ['any subject of a repository', 'plan', ':pull_request"', ':*"', /neither form of a subject/],
  ['no subject', 'plan', /:sub": \[[^\]]+\]/, ':sub": []', /sub: anybody/],
  ['any workflow', 'plan', /plans\.yml@0{40}/, '*', /\*: no file with a commit or a tag/],
  ['a workflow of a branch', 'apply', 'refs/tags/v1.2.3', 'refs/heads/main', /refs\/heads\/main: no file with/],
  ['a workflow that does not apply', 'apply', /apply-stack/g, 'plans', /plans.yml: does not take the role\n[^]*apply-stack.yml: not by its commit/],
  ['a workflow by its tag alone', 'apply', /"[^"]+@0{40}",/, '', /apply-stack.yml: not by its commit and by its tag/],
  ['an apply without an environment', 'apply', /:environment:production/g, ':ref:refs/heads/main', /main: no environment/],
  ['a pattern', 'apply', 'StringEquals', 'StringLike', /StringLike: no StringEquals/],
  ['a token for somebody else', 'plan', '"sts.amazonaws.com"', '"https://github.com/acme"', /aud: not for AWS/],
  ['the id of another repository', 'plan', '"89012345"', '"1"', /repository_id: not that of the subjects/],
  ['any principal', 'plan', /"arn:aws:iam[^"]+"/, '"*"', /trusts another provider/],
])('%s is caught', (_, name, from, to, problem) => {
  expect(trustProblems(policy(`${name}-trust`, from, to), `${name}-role`).join('\n')).toMatch(problem);
});

test('the role that plans only reads, and both reach the states of their own stacks alone', () => {
  expect(permissionProblems(policy('plan-permissions'), false)).toEqual([]);
  expect(permissionProblems(policy('apply-permissions'), true)).toEqual([]);
});

test.each<[what: string, from: string | RegExp, to: string, problem: RegExp]>([
  ['a plan that writes', '"s3:GetObject"', '["s3:GetObject", "s3:PutObject"]', /ReadState: s3:PutObject changes something/],
  ['every action', '"s3:GetObject"', '"s3:*"', /ReadState: s3:\*/],
  ['every state', 'payment-service-production/terraform.tfstate"\n    },', '*"\n    },', /ReadState: .*is more than one state/],
  ['a list of all states', '"s3:prefix"', '"s3:delimiter"', /FindState: lists all states/],
  ['every key', /"arn:aws:kms[^"]+"/, '"*"', /DecryptState: \*/],
])('%s is caught', (_, from, to, problem) => {
  expect(permissionProblems(policy('plan-permissions', from, to), false).join('\n')).toMatch(problem);
});
