import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Files } from './contract';

/** What an install or a synth leaves beside the examples, and how their packages are made, which no output depends on. */
const LEAVE = /(^|\/)(node_modules|cdktf\.out|test)\/|(^|\/)(cdktf|package)\.json$/;

/** The examples' programs in a folder, by their path below it. */
export function sourcesIn(folder: string): Files {
  return filesIn(folder, (name) => !LEAVE.test(name));
}

/** The files below a folder that have a wanted name, by their path. */
export function filesIn(folder: string, wanted: (name: string) => boolean = () => true): Files {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const names = entries.map(({ parentPath, name }) =>
    join(parentPath, name)
      .slice(folder.length + 1)
      .replaceAll('\\', '/'),
  );
  return Object.fromEntries(
    names
      .filter(wanted)
      .sort()
      .map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
  );
}

/** What a synth of examples gave: its output, or the text of its refusal. */
export type Synthesised = { readonly files: Files } | { readonly refusal: string };

/** Runs examples, as they were at any time, on the library of a source tree. */
export function synthesise(sources: Files, root: string): Synthesised {
  const folder = mkdtempSync(join(tmpdir(), 'golden-path-examples-'));
  try {
    const paths = { '@golden-path/constructs': [join(root, 'lib/index.ts')], '@acme/platform': ['./apps/acme/index.ts'] };
    const files = { 'tsconfig.json': JSON.stringify({ compilerOptions: { paths } }), ...inApps(sources) };
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
    const env = { ...process.env, CDKTF_OUTDIR: 'output', TSX_TSCONFIG_PATH: join(folder, 'tsconfig.json') };
    const args = ['--import', pathToFileURL(require.resolve('tsx')).href, 'apps/main.ts'];
    const { status, stderr } = spawnSync(process.execPath, args, { cwd: folder, env, encoding: 'utf8' });
    return status === 0 ? { files: filesIn(join(folder, 'output')) } : { refusal: stderr.replaceAll(`${folder}/`, '').trim() };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function inApps(sources: Files): Files {
  return Object.fromEntries(Object.entries(sources).map(([path, text]) => [`apps/${path}`, text]));
}
