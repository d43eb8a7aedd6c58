import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

/** What npm brings for these checks alone, and why it is no part of the project: 385 MB of descriptions, 70 MB of a database. */
const PACKAGES = { '@octokit/openapi': '23.0.2', '@duckdb/node-api': '1.5.6-r.1' };

/** The packages are not to be had here. */
export class NoTools extends Error {}

/** The folder with the packages, which are installed once. Throws NoTools with npm's reason if they are not to be had. */
export function tools(): NodeJS.Require {
  const folder = resolve(__dirname, '../../../node_modules/.cache/golden-path/dora');
  if (!existsSync(join(folder, 'installed'))) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies: PACKAGES }));
    const command = ['install', '--no-audit', '--no-fund', '--ignore-scripts'];
    const { status, stderr } = spawnSync('npm', command, { cwd: folder, encoding: 'utf8' });
    if (status !== 0) throw new NoTools(`npm install: ${stderr.trim().split('\n')[0]}`);
    writeFileSync(join(folder, 'installed'), '');
  }
  return createRequire(join(folder, 'package.json'));
}
