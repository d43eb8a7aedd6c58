import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { OUTPUT } from '../steps/synth.mjs';
import { filesBelow, foldersIn } from '../support/files.mjs';
import { npm, ROOT, run, tool } from '../support/run.mjs';

/** How a team's repository is compiled: nothing in it leads to the sources of the library. */
const TSCONFIG = {
  compilerOptions: { module: 'node16', target: 'es2022', lib: ['es2022'], types: ['node'], strict: true, skipLibCheck: true, noEmit: true },
  include: ['apps'],
};

/** Packs the library as it would be published. Gives back the tarball's path. */
export async function pack(folder) {
  const output = await run(npm('pack', '--silent', '--pack-destination', folder));
  return join(folder, output.trim().split('\n').at(-1));
}

/** Copies the apps into a folder outside of this repository. */
export function copyApps(folder) {
  // Without what installing and synthesising left there.
  const leave = ['node_modules', OUTPUT];
  cpSync(join(ROOT, 'apps'), join(folder, 'apps'), { recursive: true, filter: (source) => !leave.includes(basename(source)) });
  for (const app of foldersIn(join(folder, 'apps'))) {
    const { name } = JSON.parse(readFileSync(join(folder, 'apps', app, 'package.json'), 'utf8'));
    mkdirSync(join(folder, 'node_modules', dirname(name)), { recursive: true });
    symlinkSync(join(folder, 'apps', app), join(folder, 'node_modules', name), 'junction');
  }
}

/** Type-checks and synthesises the copied apps. */
export async function typeCheckAndSynthesise(folder, say) {
  say('type-check');
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(TSCONFIG));
  await run(tool('tsc', '-p', folder));
  say('synth');
  await run([process.execPath, '--import', 'tsx', 'apps/main.ts'], { cwd: folder, env: { ...process.env, CDKTF_OUTDIR: OUTPUT } });
}

/** Compares what the copied apps wrote with this repository's own output. `normalise` takes out what may differ. */
export function compareOutput(folder, normalise = (text) => text) {
  const [own, theirs] = [ROOT, folder].map((root) => readAll(join(root, OUTPUT), normalise));
  const files = [...new Set([...own.keys(), ...theirs.keys()])];
  const differing = files.filter((file) => own.get(file) !== theirs.get(file));
  return {
    passed: files.length - differing.length,
    failed: differing.length,
    note: `${files.length} files compared`,
    output: differing.map((file) => `${file} is not what this repository's own synth writes`).join('\n'),
  };
}

function readAll(folder, normalise) {
  // Terraform leaves its own files beside a stack that was planned where it stands.
  const files = filesBelow(folder).filter((file) => !file.includes('/.terraform'));
  return new Map(files.map((file) => [file, normalise(readFileSync(join(folder, file), 'utf8'), file)]));
}
