import { join } from 'node:path';
import { attempt, CommandFailed } from '../../../scripts/support/run.mjs';
import { compareOutput } from '../output.mjs';
import { pack } from '../package.mjs';
import { shown } from '../shown.mjs';
import { stepsOf } from '../steps.mjs';
import { inTemporaryFolder } from '../temporary.mjs';
import { NewRepository } from './repository.mjs';
import { fetchNode, SUPPORTED, UNSUPPORTED } from './versions.mjs';

/**
 * Creates a repository on each version of Node, installs it with install scripts and without, and synthesises and tests it as CommonJS
 * and as ES modules. All of them have to write the same.
 *
 * @param report takes each check as a step: `step(name, action)`
 */
export async function checkNodeVersions(report) {
  const step = stepsOf(report);
  await inTemporaryFolder('node', async (folder) => {
    let tarball;
    if (!(await step('npm pack', async () => void (tarball = await pack(folder))))) return;
    await step(`Node ${UNSUPPORTED} is refused`, refused);
    const trial = new Trial(step, folder, tarball);
    for (const version of SUPPORTED) await trial.of(version);
    if (trial.last) await step('a program that is CommonJS alone fails as an ES module', async () => broken(trial.last));
  });
}

async function refused() {
  const { code, output } = await attempt([await fetchNode(UNSUPPORTED), 'build/cli/main.js', 'init', '--help']);
  return shown(code === 1 && /requires Node [\d.]+ or newer/.test(output) ? [] : [`it ended with ${code}: ${output}`]);
}

/** Repositories of one version of Node after the other. */
class Trial {
  #first;

  constructor(step, folder, tarball) {
    Object.assign(this, { step, folder, tarball });
  }

  async of(version) {
    const step = async (what, action) => this.step(`Node ${version}: ${what}`, action);
    const repository = await this.#create(version, step);
    if (!repository || !(await step('npm install without install scripts', async () => repository.install()))) return;
    const synthesise = async () => {
      const output = await repository.synthesise();
      this.#first ??= output;
      return compareOutput(this.#first, output);
    };
    await step('synth', synthesise);
    await step('npm test', async () => void (await repository.npm('test')));
    await step('npm run lock', async () => void (await repository.npm('run', 'lock')));
    await step('install scripts', async () => repository.runInstallScripts());
    await step('synth after install scripts', synthesise);
    repository.useModules();
    await step('synth of ES modules', synthesise);
    await step('npm test of ES modules', async () => void (await repository.npm('test')));
  }

  async #create(version, step) {
    let repository;
    const created = await step('golden-path init', async () => {
      repository = new NewRepository(join(this.folder, `node-${version}`), await fetchNode(version));
      await repository.create(this.tarball);
    });
    if (!created) return undefined;
    this.last?.handOver(repository);
    this.last = repository;
    return repository;
  }
}

/** The planted fault. */
async function broken(repository) {
  repository.write('main.ts', `${repository.read('main.ts')}\nif (require.main === module) console.log('run');\n`);
  try {
    await repository.synthesise();
  } catch (error) {
    if (error instanceof CommandFailed && error.output.includes('require is not defined')) return undefined;
    throw error;
  }
  return shown(['it was synthesised']);
}
