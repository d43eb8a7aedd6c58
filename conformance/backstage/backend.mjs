// As a program of its own: a Backstage backend without a front end. It runs in the folder where its packages are installed, is given
// its configuration with --config FILE, and the modules of others with --module FOLDER. It ends with the process that started it.
import { createRequire } from 'node:module';
import { join } from 'node:path';

const installed = createRequire(join(process.cwd(), 'package.json'));

const FEATURES = [
  '@backstage/plugin-events-backend',
  '@backstage/plugin-catalog-backend',
  // Without it nothing says why an entity was dropped.
  '@backstage/plugin-catalog-backend-module-logs',
  '@backstage/plugin-catalog-backend-module-scaffolder-entity-model',
  '@backstage/plugin-scaffolder-backend',
  '@backstage/plugin-scaffolder-backend-module-github',
  '@backstage/plugin-search-backend',
  '@backstage/plugin-search-backend-module-catalog',
];

const modules = process.argv.flatMap((argument, index, all) => (all[index - 1] === '--module' ? [argument] : []));

process.once('disconnect', () => process.exit());
const backend = installed('@backstage/backend-defaults').createBackend();
for (const name of [...FEATURES, ...modules]) backend.add(installed(name));
backend.start().catch((error) => {
  console.error(error);
  process.exit(1);
});
