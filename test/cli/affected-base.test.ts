import * as fs from 'node:fs';
import * as path from 'node:path';
import { describeWithGit } from '../support/with-git';
import { command } from './fixture';
import { locked, Repository, twoEnvironments } from './repository';

const TERRAFORM = 'stacks/checkout-staging/cdk.tf.json';
const change = (text: string) => text.replace('"average_utilization": 70', '"average_utilization": 60');

describeWithGit('compared with a Git ref', () => {
  test('counts what changed since then, whatever the lock is here', async () => {
    const repository = await locked();
    repository.commit();
    repository.git('branch', 'released');
    repository.edit(TERRAFORM, change);
    await repository.lock();
    const last = repository.commit();
    expect(await repository.reasons()).toEqual({});
    expect(await repository.reasons('--base', 'released')).toEqual({ 'checkout-staging': 'terraform: terraform changed' });
    expect(await repository.reasons('--base', 'HEAD~1')).toEqual({ 'checkout-staging': 'terraform: terraform changed' });
    expect(await repository.reasons('--base', last)).toEqual({});
    expect((await repository.affectedJson('--base', 'released')).base).toBe('released');
    fs.rmSync(repository.lockFile);
    expect(Object.keys(await repository.reasons('--base', 'released'))).toEqual(['checkout-staging']);
  });

  test('everything is new where the file was not there', async () => {
    const repository = new Repository(twoEnvironments);
    repository.commit();
    await repository.lock();
    expect(await repository.reasons('--base', 'main')).toEqual({
      'checkout-production': 'terraform+gitops: new',
      'checkout-staging': 'terraform+gitops: new',
    });
  });

  test('finds the file in a folder of the repository, and with other ends of lines', async () => {
    const repository = await locked();
    fs.mkdirSync(path.join(repository.root, 'infra [a]'));
    const file = path.join(repository.root, 'infra [a]', 'the:lock.json');
    fs.writeFileSync(file, repository.readLock().replace(/\n/g, '\r\n'));
    repository.commit();
    repository.git('add', '--', file);
    repository.commit();
    repository.edit(TERRAFORM, change);
    const { printed } = await command('affected', '--from', repository.outdir, '--lock', file, '--base', 'main');
    expect(printed).toBe('1 of 2 stacks affected since main.\n  checkout-staging  terraform changed\n');
  });

  test('refuses a ref that is not known, empty, or an option', async () => {
    const repository = await locked();
    repository.commit();
    for (const [ref, got] of [
      ['nope', "--base nope: got 'nope'\n     allowed: a branch, tag or commit in this clone\n     fix: fetch it first"],
      ['0'.repeat(40), 'allowed: a branch, tag or commit in this clone'],
      ['main:golden-path.lock.json', 'allowed: a branch, tag or commit in this clone'],
      ['', 'fix: leave --base out'],
      ['--output=x', 'fix: use a name that does not begin with a dash'],
    ]) {
      const { status, complaint } = await repository.affected(`--base=${ref}`);
      expect({ status, complaint }).toEqual({ status: 1, complaint: expect.stringContaining(got) });
    }
    expect(fs.existsSync(path.join(repository.root, 'x'))).toBe(false);
  });

  test('refuses a broken lock there, and a folder that is no repository', async () => {
    const repository = await locked();
    const outside = await repository.affected('--base', 'main');
    expect(outside).toMatchObject({ status: 1, complaint: expect.stringContaining('not a git repository') });
    const good = repository.readLock();
    repository.editLock((text) => `<<<<<<< HEAD\n${text}`);
    repository.commit();
    repository.editLock(() => good);
    expect(await repository.affected('--base', 'main')).toMatchObject({
      status: 1,
      complaint: expect.stringContaining('--base main: got an unresolved merge conflict'),
    });
    const elsewhere = await command('affected', '--from', repository.outdir, '--lock', '/nonexistent/x.json', '--base', 'main');
    expect(elsewhere).toMatchObject({ status: 1, complaint: expect.stringContaining("got the file '/nonexistent/x.json'") });
  });
});

test('without a ref there has to be a lock', async () => {
  const { status, complaint } = await new Repository(twoEnvironments).affected();
  expect({ status, complaint }).toEqual({
    status: 1,
    complaint: expect.stringContaining('fix: run golden-path lock and commit it, or compare'),
  });
});
