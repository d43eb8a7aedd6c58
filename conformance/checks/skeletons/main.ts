// Makes a service of every skeleton, with a database and without, works on it as a developer does, runs it, and prints the outcome.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { inWorkFolder } from '../../referees/terraform/work-folder';
import { outcomeOf, type Outcome } from '../crossplane/outcome';
import { BEHAVIOURS } from './behaviour';
import type { Built } from './behaviour';
import { databaseProblems } from './database';
import { workOn } from './developer';
import { FILE_CHECKS } from './files';
import { imageProblems } from './image';
import { newService, WORDS } from './new-service';
import { checkPlanted } from './planted';
import { withPostgres } from './postgres';
import { SKELETONS } from './table';
import type { Skeleton } from './table';
import { Tally } from './tally';

const VARIANTS: readonly (readonly string[])[] = [[], ['database']];

/** A port on which nothing listens. */
const NO_DATABASE = {
  DATABASE_HOST: '127.0.0.1',
  DATABASE_PORT: '1',
  DATABASE_DATABASE: 'main',
  DATABASE_USERNAME: 'owner',
  DATABASE_PASSWORD: 'none',
};

async function outcome(languages: readonly string[]): Promise<Outcome> {
  const tally = new Tally();
  await inWorkFolder(async (folder) => {
    for (const skeleton of SKELETONS.filter(({ language }) => languages.length === 0 || languages.includes(language))) {
      const missing = skeleton.needs.filter(([program, ...args]) => spawnSync(program, args).status !== 0);
      if (missing.length > 0) {
        tally.notRun(skeleton.language, `there is no ${missing.map(([program]) => program).join(' and no ')} on the PATH`);
        continue;
      }
      for (const options of VARIANTS) await tryVariant(skeleton, options, folder, tally);
    }
    await checkPlanted(tally);
  });
  return outcomeOf(tally.passed, tally.problems, tally.note());
}

async function tryVariant(skeleton: Skeleton, options: readonly string[], folder: string, tally: Tally): Promise<void> {
  const name = [skeleton.language, ...options].join(' with ');
  const cwd = join(folder, name.replaceAll(' ', '-'));
  const written = newService(skeleton.language, options, cwd);
  for (const [what, check] of Object.entries(FILE_CHECKS)) await tally.check(`${name}: ${what}`, () => check(cwd, written));
  await tally.check(`${name}: image`, () => imageProblems(cwd));
  if (!await tally.check(`${name}: ${Object.keys(skeleton.steps).join(', ')}`, () => workOn(skeleton, cwd))) return;
  const lacksDatabase = options.includes('database');
  const env = lacksDatabase ? NO_DATABASE : {};
  const built: Built = { command: skeleton.run, cwd, env, name: WORDS['skeleton-service'], lacksDatabase };
  for (const [what, behaviour] of Object.entries(BEHAVIOURS)) {
    await tally.check(`${name}: ${what}`, () => behaviour(built, (figures) => tally.measured.push(`${name}: ${figures}`)));
  }
  if (lacksDatabase) await tally.check(`${name}: PostgreSQL`, () => withPostgres((postgres) => databaseProblems(built, postgres)));
}

void outcome(process.argv.slice(3)).then((result) => console.log(JSON.stringify(result)));
