import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installNpm } from './npm-packages';
import { inWorkFolder } from './terraform/work-folder';

const PACKAGES = { name: 'judge', versions: { '@acme/judge': '1.2.3', 'helper': '4.5.6' } };

/** An `npm` that is this script. */
function fakeNpm(folder: string, script: string): NodeJS.ProcessEnv {
  writeFileSync(join(folder, 'npm'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return { PATH: `${folder}:/usr/bin:/bin` };
}

test('packages of npm are installed once, in exact versions, and none of their scripts runs', async () => {
  await inWorkFolder(async (folder) => {
    const cache = join(folder, 'cache');
    const installed = installNpm(PACKAGES, cache, fakeNpm(folder, 'mkdir node_modules; echo "$*" > node_modules/asked'));
    expect(readFileSync(join(installed, 'asked'), 'utf8')).toMatch(/^install --ignore-scripts .* @acme\/judge@1\.2\.3 helper@4\.5\.6\n$/);
    expect(installNpm(PACKAGES, cache, fakeNpm(folder, 'exit 1'))).toBe(installed);
    return Promise.resolve();
  });
});

test('packages of npm that cannot be had are explained, and what is unfinished is not used', async () => {
  await inWorkFolder(async (folder) => {
    const cache = join(folder, 'cache');
    mkdirSync(cache);
    const refused = () => installNpm(PACKAGES, cache, fakeNpm(folder, 'echo "npm error code E404" >&2; exit 1'));
    expect(refused).toThrow('cannot install @acme/judge@1.2.3 and helper@4.5.6: npm says:\nnpm error code E404');
    expect(refused).toThrow('E404');
    expect(readdirSync(cache)).toEqual(['judge-1.2.3-4.5.6.unfinished']);
    expect(() => installNpm(PACKAGES, cache, { PATH: cache })).toThrow('there is no `npm` on the PATH');
    return Promise.resolve();
  });
});
