import { GoldenPathError } from './errors';

/**
 * Refuses a tree in which two copies of CDKTF's core are loaded.
 *
 * Each copy keeps its own table of tokens, so a value of one copy cannot be resolved by the other; what CDKTF says of
 * it names neither the copies nor the cause.
 */
export function assertOneCore(where: string, candidates: Readonly<Record<string, boolean>>): void {
  const strangers = Object.entries(candidates)
    .filter(([, same]) => !same)
    .map(([name]) => name);
  if (strangers.length === 0) return;
  throw new GoldenPathError('TwoCores', where, [
    {
      path: strangers.join(', '),
      got: `another copy of the CDKTF core than the one of @golden-path/constructs; loaded are ${loadedCores().join(' and ')}`,
      allowed: 'one copy of cdktf for the app, the library and the providers',
      fix:
        'run `npm ls cdktf` to see who brings the second copy, align the versions in package.json, then `npm dedupe`; ' +
        'with CDK Terrain, set the override for cdktf',
    },
  ]);
}

function loadedCores(): string[] {
  const paths = Object.keys(require.cache).map((path) => /^(.*[/\\](?:cdktf|cdktn))[/\\]lib[/\\]index\.js$/.exec(path)?.[1]);
  return [...new Set(paths.filter((path): path is string => path !== undefined))].sort();
}
