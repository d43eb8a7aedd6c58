import * as fs from 'node:fs';
import * as path from 'node:path';
import { Manifest } from 'cdktf';
import { GoldenPathError } from '../../lib/core/errors';
import type { Disk } from '../../lib/output/placement';
import { stageOutput } from '../../lib/output/staging';
import { thrownBy } from '../support/errors';
import { temporaryFolder } from '../support/synth';
import { everythingIn } from './everything';

const STACK = (name: string, text: string) => JSON.stringify({ '//': { metadata: { stackName: name } }, text });

/** Writes an output as a synth does, in which every file says the same. */
function synthesise(outdir: string, text: string, stacks: readonly string[], disk?: Disk, fail?: () => void): void {
  const session = { outdir, skipValidation: false, manifest: new Manifest(text, outdir, false) };
  const write = (folder: string) => {
    fail?.();
    for (const name of stacks) {
      fs.mkdirSync(path.join(folder, 'stacks', name, 'assets/code'), { recursive: true });
      fs.writeFileSync(path.join(folder, 'stacks', name, 'assets/code', text), text);
      fs.writeFileSync(path.join(folder, 'stacks', name, 'cdk.tf.json'), STACK(name, text));
    }
    fs.mkdirSync(path.join(folder, 'gitops/apps'), { recursive: true });
    fs.writeFileSync(path.join(folder, 'gitops/apps', text), text);
    fs.writeFileSync(path.join(folder, 'golden-path.json'), text);
  };
  stageOutput(session, ['gitops'], (stage) => write(stage.outdir), disk);
}

function anOutput(): string {
  const outdir = temporaryFolder();
  synthesise(outdir, 'old', ['a', 'b', 'gone']);
  fs.mkdirSync(path.join(outdir, 'stacks/a/.terraform'));
  fs.symlinkSync('a', path.join(outdir, 'stacks/link'));
  return outdir;
}

function failure(code: string, syscall: string, file?: string, dest?: string): Error {
  return Object.assign(new Error(`${code}: planted, ${syscall}`), { code, syscall, ...(file && { path: file }), ...(dest && { dest }) });
}

/** A disk on which one move fails, and each move that `fails` tells of; where a link is refused, so is the other way to keep a file. */
function aDisk(first: number, code: string, fails: (from: string, to: string) => boolean = () => false) {
  let moves = 0;
  let refused: string | undefined;
  const move = (syscall: 'link' | 'rename', from: string, to: string) => {
    moves += 1;
    if (moves === first || from === refused || fails(from, to)) {
      refused = syscall === 'link' ? from : undefined;
      throw failure(code, syscall, from, to);
    }
    if (syscall === 'link') fs.linkSync(from, to);
    else fs.renameSync(from, to);
  };
  const disk: Disk = {
    ...fs,
    renameSync: (from, to) => move('rename', String(from), String(to)),
    linkSync: (from, to) => move('link', String(from), String(to)),
  };
  return { disk, moves: () => moves };
}

const CODES = ['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EXDEV', 'ENAMETOOLONG', 'EIO'];
const NEW = ['a', 'b', 'c'];

test('wherever a move fails, all before it are undone, and the next synth is good', () => {
  const good = anOutput();
  const count = aDisk(0, '');
  synthesise(good, 'new', NEW, count.disk);
  expect(everythingIn(path.join(good, 'stacks'))).toMatchObject({ a: '/', 'a/.terraform': '/', link: '-> a', 'c/assets/code/new': 'new' });
  expect(Object.keys(everythingIn(good)).filter((name) => /gone|\/old|staging/.test(name))).toEqual([]);
  const outdir = anOutput();
  const before = everythingIn(outdir);
  for (let first = 1; first <= count.moves(); first += 1) {
    const code = CODES[first % CODES.length];
    const error = thrownBy(() => synthesise(outdir, 'new', NEW, aDisk(first, code).disk));
    expect(error).toMatchObject({ code: 'UnwritableOutput', problems: [{ got: expect.stringContaining(`(${code})`) }] });
    expect(path.relative(outdir, error.problems[0].path.slice(1, -1))).toMatch(/^(gitops|golden-path\.json|manifest\.json|stacks\/.*)$/);
    expect(everythingIn(outdir)).toEqual(before);
  }
  synthesise(outdir, 'new', NEW);
  expect(everythingIn(outdir)).toEqual(everythingIn(good));
});

test('a disk without links keeps files all the same', () => {
  const outdir = anOutput();
  const disk: Disk = { ...fs, linkSync: (from, to) => { throw failure('EPERM', 'link', String(from), String(to)); } };
  synthesise(outdir, 'new', NEW, disk);
  expect(fs.readFileSync(path.join(outdir, 'stacks/a/cdk.tf.json'), 'utf8')).toBe(STACK('a', 'new'));
  const { disk: failing } = aDisk(0, 'EIO', (_, to) => to.endsWith('manifest.json'));
  const before = everythingIn(outdir);
  expect(() => synthesise(outdir, 'newer', NEW, { ...failing, linkSync: disk.linkSync })).toThrow(GoldenPathError);
  expect(Object.keys(everythingIn(outdir)).filter((name) => !name.startsWith('.staging-')).sort()).toEqual(Object.keys(before).filter((name) => name !== 'manifest.json'));
});

test('where even that fails, what was there is kept and named, and the next synth is good', () => {
  const outdir = anOutput();
  const isBack = (from: string) => /aside\/\d+$/.test(from);
  const { disk } = aDisk(0, 'EIO', (from, to) => to === path.join(outdir, 'manifest.json') || isBack(from));
  const { code, message, problems } = thrownBy(() => synthesise(outdir, 'new', NEW, disk));
  expect(code).toBe('TornOutput');
  expect(message).toContain('the output is not whole');
  expect(problems[0]).toMatchObject({ path: `'${path.join(outdir, 'manifest.json')}'` });
  const kept = problems.slice(1).map(({ got }) => /at '(.*)' \(EIO\)$/.exec(got)![1]);
  expect(kept.length).toBeGreaterThan(2);
  expect(kept.filter((file) => !fs.existsSync(file))).toEqual([]);
  synthesise(outdir, 'new', NEW);
  const good = anOutput();
  synthesise(good, 'new', NEW);
  expect(Object.entries(everythingIn(outdir)).filter(([name]) => !name.startsWith('.staging-'))).toEqual(Object.entries(everythingIn(good)));
});

test('folders that cannot be changed are named before the first move', () => {
  const outdir = anOutput();
  const { disk, moves } = aDisk(0, '');
  const accessSync = (folder: fs.PathLike) => {
    throw failure('EROFS', 'access', String(folder));
  };
  const before = everythingIn(outdir);
  const { code, problems } = thrownBy(() => synthesise(outdir, 'new', NEW, { ...disk, accessSync }));
  expect(code).toBe('UnwritableOutput');
  expect(problems.map((problem) => path.relative(outdir, problem.path.slice(1, -1)))).toEqual(
    ['', 'gitops', 'stacks/a', 'stacks/a/assets', 'stacks/b', 'stacks/b/assets', 'stacks', 'stacks/gone', 'stacks/gone/assets'],
  );
  expect(problems[0].got).toBe('a file system that is read-only (EROFS)');
  expect(moves()).toBe(0);
  expect(everythingIn(outdir)).toEqual(before);
});

test.each([
  ['ENOSPC', failure('ENOSPC', 'write'), 'no space left for it (ENOSPC)'],
  ['EROFS', failure('EROFS', 'open', '/elsewhere'), 'a file system that is read-only (EROFS)'],
])('a synth that ends with %s leaves nothing', (_, error, got) => {
  const outdir = anOutput();
  const before = everythingIn(outdir);
  const fail = () => {
    throw error;
  };
  const thrown = thrownBy(() => synthesise(outdir, 'new', NEW, fs, fail));
  expect(thrown).toMatchObject({ code: 'UnwritableOutput', problems: [{ path: `'${outdir}'`, got }] });
  expect(everythingIn(outdir)).toEqual(before);
});
