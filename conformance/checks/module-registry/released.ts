import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { init } from './client';
import { HOST, NEWEST, TOKENS } from './published';
import type { Published } from './published';
import { start } from './server';

/** The script of the release, which has no types. */
interface Script {
  packRegistry(options: Record<'destination' | 'host' | 'published' | 'version', string>): Promise<{ file: string }>;
}

const VERSION = '3.0.0';

/** Releases a version of all modules on top of what is published, and has Terraform fetch it. Gives back what is wrong. */
export async function tryRelease({ root, tokens }: Published, work: string): Promise<string[]> {
  const { packRegistry } = await import('../../../scripts/release/modules/registry.mjs' as string) as Script;
  const [published, destination, unpacked] = ['published.tar', 'release', 'unpacked'].map((name) => join(work, name));
  [destination, unpacked].forEach((folder) => mkdirSync(folder));
  execFileSync('tar', ['-cf', published, '-C', root, '.']);
  const release = async (version: string) => packRegistry({ published, version, host: HOST, destination });
  const refused = await release(NEWEST).then(() => '', (error: Error & { output?: string }) => error.output ?? error.message);
  const { file } = await release(VERSION);
  execFileSync('tar', ['-xf', join(destination, file), '-C', unpacked]);
  const server = await start(unpacked, '--tokens', tokens);
  try {
    const fetched = await Promise.all(['~> 3.0', '~> 1.2'].map((constraint) => init(server.port, { token: TOKENS.ci, constraint })));
    const [newest, before] = fetched;
    return [
      ...refused.includes('README.md differs') ? [] : [`a release of another ${NEWEST} is not refused: ${refused}`],
      ...newest.version === VERSION ? [] : [`the release is not fetched: ${newest.text}`],
      ...before.version === NEWEST ? [] : [`what was published before is not fetched: ${before.text}`],
      ...readFileSync(join(unpacked, 'index.html'), 'utf8').includes('microservice-infra') ? [] : ['the page lacks a module'],
    ];
  } finally {
    await server.stop();
  }
}
