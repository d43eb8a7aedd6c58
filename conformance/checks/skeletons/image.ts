import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runToEnd } from '../../referees/run-to-end';
import { NotRun } from './tally';

const BUILDERS = [
  { ask: ['docker', 'info'], build: ['docker', 'build', '--quiet', '.'] },
  { ask: ['buildah', '--version'], build: ['buildah', 'build', '--isolation', 'chroot', '.'] },
];

/** Where buildah looks for an image without the host of a registry, as docker does. */
const REGISTRIES = 'unqualified-search-registries = ["docker.io"]\n';

/** What a builder says when it could not ask the registry of a base image. */
const UNREACHABLE = /no such host|i\/o timeout|connection refused|pinging container registry|dial tcp|Forbidden|proxyconnect|EOF/i;

/**
 * Builds the image of a service.
 *
 * @throws NotRun if there is no builder, or no registry of its base images
 */
export async function imageProblems(cwd: string): Promise<string[]> {
  const builder = BUILDERS.find(({ ask: [program, ...args] }) => spawnSync(program, args).status === 0);
  if (!builder) throw new NotRun('there is no docker with a daemon, and no buildah');
  const [program, ...args] = builder.build;
  const registries = join(mkdtempSync(join(tmpdir(), 'golden-path-registries-')), 'registries.conf');
  writeFileSync(registries, REGISTRIES);
  const env = { ...process.env, CONTAINERS_REGISTRIES_CONF: registries };
  const { status, stdout, stderr } = await runToEnd(program, args, { cwd, env });
  rmSync(dirname(registries), { recursive: true });
  const output = `${stdout}${stderr}`;
  if (status !== 0 && UNREACHABLE.test(output)) throw new NotRun(`a base image cannot be had: ${output.trim().split('\n').at(-1)}`);
  return status === 0 ? [] : [`${builder.build.join(' ')} ended with ${status}:\n${output.trim().split('\n').slice(-15).join('\n')}`];
}
