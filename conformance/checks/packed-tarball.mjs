import { copyFileSync, cpSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { OUTPUT } from '../../scripts/steps/synth.mjs';
import { ROOT, run, tool } from '../../scripts/support/run.mjs';
import { copyApp, readApps } from '../e2e/apps.mjs';
import { compareOutput, findMissing, readOutput } from '../e2e/output.mjs';
import { findAbsent, findLeaks, pack, unpack } from '../e2e/package.mjs';
import { compilerOptions } from '../e2e/registry/consumer.mjs';
import { shown } from '../e2e/shown.mjs';
import { inTemporaryFolder } from '../e2e/temporary.mjs';

/** What the check with a private registry proves better, and which needs a network. */
export const packedTarball = {
  name: 'packed tarball in a consumer',
  needs: 'npm and tar, no network',
  run: (say) =>
    inTemporaryFolder('consumer', async (folder) => {
      say('npm pack');
      const content = await unpack(await pack(folder), folder);
      const problems = [...findLeaks(content), ...findAbsent(content)];
      if (problems.length > 0) return shown(problems);

      installOffline(folder);
      await copyApps(folder);
      say('type-check');
      writeFileSync(
        join(folder, 'tsconfig.json'),
        JSON.stringify({ compilerOptions: compilerOptions(['jest', 'node']), include: ['apps'] }),
      );
      await run(tool('tsc', '-p', folder));
      say('synth');
      await run([process.execPath, '--import', 'tsx', 'apps/main.ts'], { cwd: folder, env: { ...process.env, CDKTF_OUTDIR: OUTPUT } });
      const [own, theirs] = [ROOT, folder].map((root) => readOutput(join(root, OUTPUT)));
      const compared = compareOutput(own, theirs);
      return compared.failed ? compared : findMissing(own, [theirs]);
    }),
};

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

/** Copies the apps, and links them to each other. */
async function copyApps(folder) {
  for (const app of await readApps()) {
    const copy = join(folder, 'apps', app.name);
    const link = join(folder, 'node_modules', app.manifest.name);
    copyApp(app, copy);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(copy, link, 'junction');
  }
  copyFileSync(join(ROOT, 'apps/main.ts'), join(folder, 'apps/main.ts'));
}
