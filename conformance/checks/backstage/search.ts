import { setTimeout as wait } from 'node:timers/promises';
import { shortRef, type Backend } from '../../referees/backstage';
import type { Service } from './connections';

const PATIENCE_SECONDS = 20;

/** The services that a search by name does not find. */
export async function notFound(backend: Backend, services: readonly Service[]): Promise<string[]> {
  await backend.index();
  let missing = services.map(({ name }) => name);
  for (const end = Date.now() + PATIENCE_SECONDS * 1000; missing.length > 0 && Date.now() < end; await wait(300)) {
    const found = await Promise.all(missing.map(async (name) => (await backend.search(name)).map(shortRef).includes(`component:${name}`)));
    missing = missing.filter((_, index) => !found[index]);
  }
  return missing.map((name) => `component:${name}: a search for its name does not find it`);
}
