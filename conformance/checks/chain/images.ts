import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Buildah, BuildOptions, ImageConfig } from '../../referees/delivery/buildah';
import { containerCommand, whyRoot } from '../../referees/delivery/container';
import { makeNodeBases } from '../../referees/delivery/node-base';
import { makePythonBases } from '../../referees/delivery/python-base';
import { installPython } from '../../referees/python-packages';
import { runToEnd } from '../../referees/run-to-end';
import { until } from '../../referees/until';
import { newService } from '../skeletons/new-service';
import { RunningService } from '../skeletons/running-service';
import { SKELETONS } from '../skeletons/table';
import type { Setup } from './chain';
import type { ChainTable } from './table';

/** Whose images are built here, each on stand-ins for its base images, and what these have of this machine. */
const BUILDS: Readonly<Record<string, { readonly has: () => string; readonly make: (buildah: Buildah) => Promise<BuildOptions> }>> = {
  TypeScript: { has: () => `Node.js ${process.version}`, make: makeNodeBases },
  Python: {
    has: () => execFileSync('python3', ['--version'], { encoding: 'utf8' }).trim(),
    make: async (buildah) => makePythonBases(buildah, uv()),
  },
};

/** The ports of a service and of its metrics, which every pod opens. */
const PORTS = ['8080/tcp', '9090/tcp'];

/** How soon after its answer a request is counted. */
const COUNTED_SECONDS = 2;

const REQUESTS = 'http_server_request_duration_seconds_count';

const WRITES = ['/nodejs/bin/node', '-e', 'require("node:fs").writeFileSync("/app/state", "")'];

/** Builds the image of each skeleton, and runs it as a pod does: not as root, and on files that cannot be written. */
export async function tryImages(goImage: string, setup: Setup, table: ChainTable): Promise<void> {
  const { buildah, folder } = setup;
  const images: Record<string, string> = { Go: goImage };
  for (const [language, { has, make }] of Object.entries(BUILDS)) {
    const context = join(folder, language.toLowerCase());
    newService(language.toLowerCase(), [], context);
    const options = await make(buildah);
    const started = Date.now();
    images[language] = await buildah.build(context, options);
    const ended = { status: 0, log: '', seconds: (Date.now() - started) / 1000 };
    table.done(`build the Dockerfile of the ${language} skeleton`, `buildah ${buildah.version()}`, ended, `bases replaced, with ${has()}`);
  }
  for (const [language, image] of Object.entries(images)) await tryImage(language, image, buildah, table);
  await plantImages(images, setup, table);
}

async function tryImage(language: string, image: string, buildah: Buildah, table: ChainTable): Promise<void> {
  const config = await buildah.configOf(image);
  table.holds(`the image of ${language} does not run as root`, `USER ${config.User}`, whyRoot(config) === undefined);
  table.holds(`the image of ${language} names its ports`, 'EXPOSE', PORTS.every((port) => port in (config.ExposedPorts ?? {})));
  const started = Date.now();
  const service = await RunningService.start(containerCommand(await buildah.unpack(image), config), '/', {});
  const seconds = (Date.now() - started) / 1000;
  const ready = await service.becomes('/ready', 200, 10);
  const greeted = await service.post('/greetings', { name: 'Ada' });
  const measured = await until(async () => (await service.metrics()).includes(REQUESTS), COUNTED_SECONDS);
  service.signal('SIGKILL');
  await service.end(10);
  const problems = [
    ...(ready ? [] : ['/ready does not answer 200']),
    ...(greeted.status === 201 ? [] : [`POST /greetings got ${greeted.status}`]),
    ...(measured !== undefined ? [] : ['/metrics has no requests']),
    ...service.errors,
  ];
  const ended = { status: problems.length, log: problems.join('\n'), seconds };
  table.done(`run the image of ${language} on read-only files`, 'unshare, setpriv', ended, 'alive, ready, answers, measures');
}

async function plantImages(images: Readonly<Record<string, string>>, { buildah, folder }: Setup, table: ChainTable): Promise<void> {
  const context = join(folder, 'as-root');
  mkdirSync(context);
  writeFileSync(join(context, 'Dockerfile'), 'FROM localhost/planted\nUSER root\n');
  const root = await buildah.configOf(await buildah.build(context, { bases: [images.Go], volumes: [] }));
  table.refused('an image that runs as root', 'its USER', { status: 1, seconds: 0, log: whyRoot(root) ?? 'not found' }, 'is no number');
  const writing: ImageConfig = { ...await buildah.configOf(images.TypeScript), User: '0:0', Entrypoint: WRITES };
  const [program, ...args] = containerCommand(await buildah.unpack(images.TypeScript), writing);
  const { status, stderr } = await runToEnd(program, args, { env: { ...process.env, HOST: '', PORT: '', METRICS_PORT: '' } });
  table.refused('a program that writes, even as root', 'unshare', { status: Number(status), seconds: 0, log: stderr }, 'EROFS');
}

/** The program that the Dockerfile of the Python skeleton copies from its own image. */
function uv(): string {
  const { brings } = SKELETONS.find(({ language }) => language === 'python')!;
  return join(installPython(brings!), 'bin', 'uv');
}
