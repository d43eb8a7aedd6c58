import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findTerraform } from './binary';
import { buildTofu } from './build-tofu';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'golden-path-test-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('prefers TERRAFORM_BINARY', () => {
  expect(findTerraform({ TERRAFORM_BINARY: process.execPath })).toBe(process.execPath);
});

test('fails for a TERRAFORM_BINARY that cannot be run', () => {
  expect(() => findTerraform({ TERRAFORM_BINARY: __filename }))
    .toThrow(`TERRAFORM_BINARY is '${__filename}', which is not an executable file`);
});

test('cannot build without Go, and says so', () => {
  expect(() => buildTofu(join(folder, 'tofu'), { PATH: folder })).toThrow('there is no `go` on the PATH (https://go.dev/doc/install)');
});
