import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dora } from './command';
import type { Outcome } from './command';
import type { ManyRuns } from './many-runs';

const KILLS = 20;

/** What is known of runs that were killed and went on. */
export interface Killed {
  readonly note: string;
  readonly problems: readonly string[];
}

/** Kills the command at twenty moments and lets it go on: the report is the same, and nothing is asked twice that the cache has. */
export async function killedAndResumed(server: ManyRuns, config: string, cache: string, whole: Outcome, requests: number): Promise<Killed> {
  const begin = server.requests.length;
  let [again, kills] = [0, 0];
  const counted = async (kill: number) => {
    const known = cached(cache);
    const start = server.requests.length;
    const after = moment(kill, requests);
    const outcome = await dora(config, cache, () => kill < KILLS && server.requests.length >= start + after);
    again += server.requests.slice(start).filter((each) => known.has(each)).length;
    kills += outcome.code === null ? 1 : 0;
    return outcome;
  };
  for (let kill = 0; kill < KILLS; kill += 1) await counted(kill);
  const last = await counted(KILLS);
  const total = server.requests.length - begin;
  return {
    note: `killed ${kills} times: ${total} requests, ${again} of them asked again that were cached; ${last.megabytes} MB at the end`,
    problems: [
      ...(last.out === whole.out && last.out !== '' ? [] : [`the report differs: ${last.err.slice(-500)}`]),
      ...(again === 0 ? [] : [`${again} requests were made again`]),
      ...(kills === KILLS ? [] : [`only ${kills} runs were killed`]),
    ],
  };
}

/** Chance, but the same each time: after how many requests a run is killed. All of them together stop before the end. */
function moment(kill: number, requests: number): number {
  return 1 + (((kill + 1) * 7919) % Math.floor((1.8 * requests) / KILLS));
}

/** The keys that a cache has, as the next run reads it. */
function cached(cache: string): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const file of namesIn(cache)) {
    for (const line of readFileSync(join(cache, file), 'utf8').split('\n')) {
      const key = keyOf(line);
      if (key !== undefined) keys.add(key);
    }
  }
  return keys;
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** The key of a whole line; nothing of one that a kill tore. */
function keyOf(line: string): string | undefined {
  try {
    return (JSON.parse(line) as { readonly key?: string }).key;
  } catch {
    return undefined;
  }
}
