import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { pathToFileURL } from 'node:url';
import { assertOneCore } from '../../lib/core/cores';
import { thrownBy } from '../support/errors';
import { ROOT } from '../support/examples';

/** Inside node_modules, so that the second copy finds what CDKTF itself depends on. */
const FOLDER = path.join(ROOT, 'node_modules', '.cache', 'golden-path', `two-cores-${process.pid}`);

afterAll(() => fs.rmSync(FOLDER, { recursive: true, force: true }));

test('two copies of the CDKTF core in one tree give one error that names both', () => {
  fs.cpSync(path.dirname(require.resolve('cdktf/package.json')), path.join(FOLDER, 'node_modules', 'cdktf'), { recursive: true });
  fs.writeFileSync(
    path.join(FOLDER, 'main.ts'),
    `import { App } from 'cdktf';
     import { ServiceStack } from ${JSON.stringify(path.join(ROOT, 'lib', 'index.ts'))};
     import { acme } from ${JSON.stringify(path.join(ROOT, 'apps', 'acme', 'index.ts'))};
     new ServiceStack(new App({ outdir: ${JSON.stringify(path.join(FOLDER, 'cdktf.out'))} }), 'checkout-staging', { platform: acme, environment: 'staging' });`,
  );
  const env = { ...process.env, TSX_TSCONFIG_PATH: path.join(ROOT, 'tsconfig.json') };
  const { status, stderr } = spawnSync(process.execPath, ['--import', pathToFileURL(require.resolve('tsx')).href, path.join(FOLDER, 'main.ts')], { env, encoding: 'utf8' });
  expect(status).not.toBe(0);
  expect(stderr).toContain('GoldenPathError: [TwoCores] checkout-staging: 1 problem, nothing was written');
  expect(stderr).toContain(`loaded are ${path.join(FOLDER, 'node_modules', 'cdktf')} and ${path.join(ROOT, 'node_modules', 'cdktf')}`);
  expect(stderr).toContain('npm ls cdktf');
});

test('one copy is fine', () => {
  expect(() => assertOneCore('here', { stack: true, app: true })).not.toThrow();
  expect(thrownBy(() => assertOneCore('here', { stack: true, app: false, '@cdktf/provider-aws': false })).problems[0].path).toBe('app, @cdktf/provider-aws');
});
