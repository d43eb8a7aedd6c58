import { createRequire } from 'node:module';
import { measure } from './meter';

const load = createRequire(__filename);

// Loads the modules that the arguments name, and nothing else.
measure(() => process.argv.slice(2).forEach((name) => Object.values(load(name))));
