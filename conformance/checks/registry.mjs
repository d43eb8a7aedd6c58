import { checkFromRegistry } from '../e2e/registry/check.mjs';
import { Tally } from '../e2e/tally.mjs';

export const registry = {
  name: 'from a private registry',
  needs: 'a package registry, for Verdaccio and what teams install',
  async run(say) {
    const tally = new Tally(say);
    await checkFromRegistry(tally);
    return tally.result();
  },
};
