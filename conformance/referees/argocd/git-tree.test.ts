import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testWithGit } from '../../../test/support/with-git';
import { asGitTree, staged } from './git-tree';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'golden-path-test-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

testWithGit('a Git work tree has the files that are there, whatever is ignored, and no empty folder', () => {
  mkdirSync(join(folder, 'apps', 'empty'), { recursive: true });
  writeFileSync(join(folder, 'apps', 'ä b.yaml'), '');
  writeFileSync(join(folder, '.gitignore'), '*.yaml\n');
  const tree = asGitTree(folder);
  expect(tree).toEqual({ folder, files: ['.gitignore', 'apps/ä b.yaml'] });
  rmSync(join(tree.folder, 'apps', 'ä b.yaml'));
  expect(staged(tree.folder).files).toEqual(['.gitignore']);
});
