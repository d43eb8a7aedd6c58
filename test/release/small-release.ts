import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const NAME = '@acme/constructs';

/** The package that is published beside it. */
export const ACTIONS = '@acme/backstage-actions';

/** What `npm run release:pack` writes, around a small package, in a folder `release`. */
export function writeRelease(folder: string): void {
  mkdirSync(join(folder, 'release'));
  for (const name of [NAME, ACTIONS]) {
    const source = join(folder, name);
    mkdirSync(source, { recursive: true });
    writeFileSync(join(source, 'package.json'), JSON.stringify({ name, version: '1.2.0', description: 'a package' }));
    execFileSync('npm', ['pack', '--silent', '--pack-destination', join(folder, 'release')], { cwd: source, stdio: 'pipe' });
  }
  writeFileSync(join(folder, 'release/common-1.0.0.tgz'), 'a chart');
  const hash = (algorithm: string, file: string) => createHash(algorithm).update(readFileSync(join(folder, 'release', file)));
  const hashesOf = (file: string) => (
    { file, sha256: hash('sha256', file).digest('hex'), integrity: `sha512-${hash('sha512', file).digest('base64')}` }
  );
  const chart = 'common-1.0.0.tgz';
  writeFileSync(
    join(folder, 'release/release.json'),
    JSON.stringify({
      name: NAME,
      version: '1.2.0',
      channel: 'release-1.x',
      package: hashesOf('acme-constructs-1.2.0.tgz'),
      actions: { name: ACTIONS, ...hashesOf('acme-backstage-actions-1.2.0.tgz') },
      chart: { name: 'common', version: '1.0.0', file: chart, sha256: hash('sha256', chart).digest('hex') },
    }),
  );
}
