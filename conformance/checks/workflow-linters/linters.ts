import { join } from 'node:path';
import { buildGoProgram, type GoProgram } from '../../referees/crossplane/go-program';
import { installPython } from '../../referees/python-packages';
import { runToEnd } from '../../referees/run-to-end';
import { workflowsIn, type Repository } from './repositories';

/**
 * actionlint's own program: unlike its build for the web, it reads the files that a workflow calls.
 *
 * @see https://github.com/rhysd/actionlint/blob/main/docs/checks.md
 */
const ACTIONLINT: GoProgram = {
  name: 'actionlint',
  module: 'github.com/rhysd/actionlint',
  version: 'v1.7.12',
  main: './cmd/actionlint',
  patienceMinutes: 7,
};

const ZIZMOR = { name: 'zizmor', requirements: ['zizmor==1.32.0'] };

/** What zizmor finds and we accept: the less severe of its findings. */
const ACCEPTED = ['Unknown', 'Informational', 'Low'];

/** Says what is wrong in the workflows of a repository. */
export type Linter = (repository: Repository) => Promise<string[]>;

/** Builds actionlint. Throws with the reason if that cannot be done. */
export function actionlint(): Linter {
  const { binary } = buildGoProgram(ACTIONLINT);
  return async ({ folder }) => {
    const options = ['-no-color', '-oneline', '-shellcheck=', '-pyflakes='];
    const { status, stderr, stdout } = await runToEnd(binary, options, { cwd: folder });
    if (status !== 0 && status !== 1) throw new Error(stderr);
    return stdout.split('\n').filter((line) => line !== '');
  };
}

interface Finding {
  readonly ident: string;
  readonly determinations: { readonly severity: string };
  readonly locations: readonly { readonly symbolic: { readonly key: unknown } }[];
}

/** Installs zizmor, at its default persona. Throws with the reason if that cannot be done. */
export function zizmor(): Linter {
  const program = join(installPython(ZIZMOR), 'bin', 'zizmor');
  return async (repository) => {
    const options = ['--offline', '--no-progress', '--format', 'json', ...workflowsIn(repository)];
    const { stderr, stdout } = await runToEnd(program, options, { cwd: repository.folder });
    if (!stdout.trim().startsWith('[')) throw new Error(stderr);
    return (JSON.parse(stdout) as Finding[])
      .filter(({ determinations }) => !ACCEPTED.includes(determinations.severity))
      .map(({ determinations, ident, locations }) => `${ident} (${determinations.severity}): ${JSON.stringify(locations[0].symbolic.key)}`);
  };
}
