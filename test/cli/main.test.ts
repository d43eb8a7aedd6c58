import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { aTree, values, Workspace } from './fixture';
import { seal } from './repository';

const ROOT = path.resolve(__dirname, '../..');

/** Runs the real command, as a shell does. */
function golden(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const command = ['--import', 'tsx', 'lib/cli/main.ts', ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: ROOT, encoding: 'utf8', input: '' });
  return { status, stdout, stderr };
}

test('the command syncs, promotes and refuses, without a stack trace', () => {
  const workspace = new Workspace(aTree());
  const { checkout, outdir } = workspace;
  const pipe = golden('sync', checkout, '--from', outdir);
  expect(pipe).toMatchObject({
    status: 2,
    stdout: expect.stringContaining('10 files added'),
    stderr: expect.stringContaining('--yes'),
  });
  expect(golden('sync', checkout, '--from', outdir, '--yes')).toMatchObject({ status: 0, stderr: '' });
  workspace.edit('apps/checkout/values-staging.yaml', (text) => text.replace('1.0.0', '1.5.0'));
  const promotion = ['--checkout', checkout, '--from', 'staging', '--to', 'production', '--yes'];
  expect(golden('promote', 'checkout', ...promotion)).toMatchObject({ status: 0, stderr: '' });
  expect(workspace.read('apps/checkout/values-production.yaml')).toBe(values('production', '  tag: 1.5.0\n'));
  const refused = golden('promote', 'chekout', ...promotion);
  expect(refused).toMatchObject({ status: 1, stdout: '' });
  expect(refused.stderr).toMatch(/^\[RefusedByCommand\] golden-path promote chekout: 1 problem, nothing was written\n/);
  expect(refused.stderr).not.toContain('    at ');
});

test('the command locks what a synth gave, and says what changed since', () => {
  const { outdir, root } = new Workspace();
  const write = (file: string, value: unknown) => {
    fs.mkdirSync(path.dirname(path.join(outdir, file)), { recursive: true });
    fs.writeFileSync(path.join(outdir, file), JSON.stringify(value));
    seal(outdir);
  };
  write('manifest.json', { stacks: { network: { constructPath: 'network', dependencies: [] } } });
  write('golden-path.json', { recordVersion: 2, stacks: {}, version: '1.0.0' });
  write('stacks/network/cdk.tf.json', {});
  const options = ['--from', outdir, '--lock', path.join(root, 'golden-path.lock.json')];
  expect(golden('lock', ...options)).toMatchObject({ status: 0, stderr: '' });
  write('stacks/network/cdk.tf.json', { locals: { a: 1 } });
  expect(golden('affected', ...options, '--format', 'matrix').stdout).toContain('{"include":[{"stack":"network",');
  expect(golden('lock', '--check', ...options)).toMatchObject({ status: 1, stdout: 'changed   network: terraform\n' });
});
