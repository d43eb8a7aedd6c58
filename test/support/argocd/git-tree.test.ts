import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gitTree, staged } from './git-tree';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'golden-path-test-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('a Git work tree has the files that were copied, whatever is ignored, and no empty folder', () => {
  mkdirSync(join(folder, 'from', 'apps', 'empty'), { recursive: true });
  writeFileSync(join(folder, 'from', 'apps', 'ä b.yaml'), '');
  writeFileSync(join(folder, 'from', '.gitignore'), '*.yaml\n');
  const tree = gitTree(join(folder, 'from'), join(folder, 'to'));
  expect(tree).toEqual({ folder: join(folder, 'to'), files: ['.gitignore', 'apps/ä b.yaml'] });
  rmSync(join(tree.folder, 'apps', 'ä b.yaml'));
  expect(staged(tree.folder).files).toEqual(['.gitignore']);
});
