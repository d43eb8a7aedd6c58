import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesBelow } from '../support/files.mjs';
import { ROOT, run } from '../support/run.mjs';
import { compareOutput, copyApps, pack, typeCheckAndSynthesise } from './consumer.mjs';

/** What the published package may hold; everything else is a leak. */
const PACKED = new RegExp([
  '^(package\\.json|\\.jsii|README\\.md|LICENSE|API\\.md|CHANGELOG\\.md|build/.*\\.(js|d\\.ts)',
  'lib/gitops/chart/.*',
  // What is part of the package.
  'node_modules/(argparse|commander|diff|js-yaml|yaml)/.*)$',
].join('|'));

export const packedTarball = {
  name: 'packed tarball in a consumer',
  needs: 'npm and tar, no network',
  async run(say) {
    const folder = mkdtempSync(join(tmpdir(), 'golden-path-consumer-'));
    try {
      say('npm pack');
      await run(['tar', '-xzf', await pack(folder), '-C', folder]);
      const leaks = findLeaks(join(folder, 'package'));
      if (leaks.length > 0) return { passed: 0, failed: 1, note: 'files that do not belong into the package', output: leaks.join('\n') };

      installOffline(folder);
      copyApps(folder);
      await typeCheckAndSynthesise(folder, say);
      return compareOutput(folder);
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};

function findLeaks(folder) {
  const files = filesBelow(folder);
  const local = files.filter((file) => readFileSync(join(folder, file), 'utf8').includes(ROOT));
  return [...files.filter((file) => !PACKED.test(file)), ...local.map((file) => `${file} names a folder of this machine`)];
}

/** What npm would install: the unpacked library, and its peers, which are linked to those of this repository. */
function installOffline(folder) {
  const modules = join(ROOT, 'node_modules');
  for (const name of installedPackages(modules).filter((name) => !/^@(golden-path|acme)\//.test(name))) {
    mkdirSync(join(folder, 'node_modules', name, '..'), { recursive: true });
    symlinkSync(join(modules, name), join(folder, 'node_modules', name), 'junction');
  }
  cpSync(join(folder, 'package'), join(folder, 'node_modules/@golden-path/constructs'), { recursive: true });
}

function installedPackages(modules) {
  const names = readdirSync(modules).filter((name) => !name.startsWith('.'));
  return names.flatMap((name) => (name.startsWith('@') ? readdirSync(join(modules, name)).map((part) => `${name}/${part}`) : [name]));
}
