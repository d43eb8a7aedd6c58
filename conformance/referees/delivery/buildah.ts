import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runToEnd } from '../run-to-end';

/** A base image that stands for those of registries that cannot be reached. */
export const BASE = 'localhost/base';

/** `/usr` of this machine, mounted while a step runs. */
export const USR = '/usr:/usr:ro';

/** How an image is built. */
export interface BuildOptions {
  /** What is mounted while a step runs. */
  readonly volumes: readonly string[];
  /** What stands for the base images, in the order of the Dockerfile's `FROM` lines. */
  readonly bases: readonly string[];
}

/** What an image says about the container that runs it. */
export interface ImageConfig {
  readonly User?: string;
  readonly Env?: readonly string[];
  readonly Entrypoint?: readonly string[];
  readonly WorkingDir?: string;
  readonly ExposedPorts?: Readonly<Record<string, object>>;
}

/** Folders that are links into `/usr` on this machine as in the base image. */
const LINKED = ['bin', 'sbin', 'lib', 'lib64'];

/** Why images cannot be built here, or nothing if they can. */
export function whyNoBuildah(): string | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'buildah without an engine needs root on Linux';
  if (spawnSync('buildah', ['--version']).status !== 0) return 'there is no buildah (apt-get install buildah crun)';
  return existsSync('/usr/bin/sh') ? undefined : 'this machine has no /usr to build with';
}

/**
 * Builds images without an engine, by buildah, which runs steps with chroot.
 *
 * The registries of base images need not be reached. A base is a file system without programs, in which `/usr` of this machine is
 * mounted while a step runs: compilers come from there, and nothing of them gets into the image. What the image has to have at work,
 * such as an interpreter, is copied into its base.
 */
export class Buildah {
  private readonly env: NodeJS.ProcessEnv;

  public constructor(private readonly folder: string) {
    mkdirSync(folder, { recursive: true });
    const conf = join(folder, 'storage.conf');
    const lines = ['[storage]', 'driver = "vfs"', `runroot = "${folder}/run"`, `graphroot = "${folder}/graph"`, ''];
    writeFileSync(conf, lines.join('\n'));
    this.env = { ...process.env, CONTAINERS_STORAGE_CONF: conf, STORAGE_DRIVER: 'vfs' };
  }

  public version(): string {
    return execFileSync('buildah', ['--version'], { encoding: 'utf8' }).split(' ')[2];
  }

  /** Makes the base image; what it has besides is a map of paths to files or folders of this machine. */
  public async makeBase(environment: Record<string, string>, name = BASE, more: Record<string, string> = {}): Promise<void> {
    const root = join(this.folder, name.replaceAll('/', '-'));
    for (const folder of ['dev', 'etc/ssl', 'proc', 'root', 'sys', 'tmp', 'usr', 'var']) mkdirSync(join(root, folder), { recursive: true });
    for (const link of LINKED) symlinkSync(`usr/${link}`, join(root, link));
    for (const file of ['passwd', 'group']) cpSync(`/etc/${file}`, join(root, 'etc', file));
    cpSync('/etc/ssl/certs', join(root, 'etc/ssl/certs'), { recursive: true, dereference: true });
    for (const [to, from] of Object.entries(more)) cpSync(from, join(root, to), { recursive: true, dereference: true });
    const settings = Object.entries(environment).map(([key, value]) => `ENV ${key}=${JSON.stringify(value)}`);
    const file = `${root}.Dockerfile`;
    writeFileSync(file, ['FROM scratch', 'COPY . /', ...settings, ''].join('\n'));
    await this.run(['build', '--quiet', '--isolation', 'chroot', '--file', file, '--tag', name, root]);
  }

  /** Builds the Dockerfile of a folder as it is, on other bases. Gives the image's name. */
  public async build(context: string, { bases, volumes }: BuildOptions): Promise<string> {
    const images = [...readFileSync(join(context, 'Dockerfile'), 'utf8').matchAll(/^FROM (\S+)/gm)].map(([, image]) => image);
    if (images.length !== bases.length) throw new Error(`${images.length} base images, and ${bases.length} stand for them`);
    const name = `localhost/image-${context.split('/').at(-1)}`;
    await this.run([
      'build', '--quiet', '--isolation', 'chroot', '--network', 'host', '--tag', name,
      ...volumes.flatMap((volume) => ['--volume', volume]),
      ...images.flatMap((image, index) => ['--build-context', `${image}=container-image://${bases[index]}`]),
      context,
    ]);
    return name;
  }

  public async configOf(image: string): Promise<ImageConfig> {
    const { OCIv1 } = JSON.parse(await this.run(['inspect', '--type', 'image', image])) as { OCIv1: { config?: ImageConfig } };
    return OCIv1.config ?? {};
  }

  /** Unpacks the file system of an image. Gives its folder. */
  public async unpack(image: string): Promise<string> {
    const container = (await this.run(['from', '--pull-never', image])).trim();
    return (await this.run(['mount', container])).trim();
  }

  /** Writes an image as an OCI layout. */
  public async writeLayout(image: string, folder: string): Promise<void> {
    await this.run(['push', '--quiet', image, `oci:${folder}`]);
  }

  private async run(args: readonly string[]): Promise<string> {
    const { status, stderr, stdout } = await runToEnd('buildah', args, { env: this.env });
    if (status === 0) return stdout;
    throw new Error(`buildah ${args[0]} ended with ${status}:\n${`${stdout}${stderr}`.trim().split('\n').slice(-15).join('\n')}`);
  }
}
