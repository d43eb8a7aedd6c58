import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serveRegistry } from './python/registry.mjs';
import { providerWheels, tools } from './python/tools.mjs';
import { TRIALS } from './python/trials.mjs';

/** The library for Python as a team has it: published to a private registry, installed from it, used. */
export const python = {
  name: 'Python',
  needs: 'Python 3.10 or newer, and PyPI',
  async run(say) {
    const folder = mkdtempSync(join(tmpdir(), 'golden-path-python-'));
    let registry;
    try {
      const programs = await tools();
      const providers = await providerWheels(say);
      registry = await serveRegistry(programs, join(folder, 'registry'));
      return await tryAll({ folder, team: join(folder, 'ledger-report'), tools: programs, providers, registry }, say);
    } finally {
      registry?.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

/** Each trial builds on those before it, so the first that fails is the last. */
async function tryAll(place, say) {
  const notes = [];
  let passed = 0;
  for (const [name, trial] of Object.entries(TRIALS)) {
    say(name);
    const { checked, problems, note } = await trial(place).catch((error) => ({ problems: [`${error.stack}\n${error.output ?? ''}`] }));
    if (problems.length > 0) return { passed, failed: problems.length, note: name, output: problems.join('\n') };
    passed += checked;
    if (note) notes.push(note);
  }
  return { passed, failed: 0, note: notes.join('; ') };
}
