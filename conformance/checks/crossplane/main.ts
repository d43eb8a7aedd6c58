// Validates or renders what the platform's Compositions are for, and prints the outcome as a step of a report gives it back.
import { join } from 'node:path';
import { buildCli, buildCrossplane, type CrossplanePrograms } from '../../referees/crossplane';
import { synthesiseClaims } from './claims';
import { readEnvironments, type Environment } from './environments';
import type { Outcome } from './outcome';
import { renderAll } from './render';
import { schemasIn, validateAll } from './validate';

/** Where what was rendered is kept. */
const RENDERED = join('node_modules', '.cache', 'golden-path', 'rendered');

/** Of the kinds that Crossplane does not bring itself: the providers' and the other operators'. */
const SCHEMAS = schemasIn(process.env.GOLDEN_PATH_SCHEMAS);

interface Command {
  readonly build: () => CrossplanePrograms;
  readonly check: (environments: readonly Environment[], programs: CrossplanePrograms) => Promise<Outcome>;
}

const COMMANDS: Readonly<Record<string, Command>> = {
  validate: {
    build: () => ({ cli: buildCli(), functions: {} }),
    check: async (environments, programs) => validateAll(environments, programs, SCHEMAS),
  },
  render: { build: buildCrossplane, check: async (environments, programs) => renderAll(environments, programs, SCHEMAS, RENDERED) },
};

async function outcome(command: string, outdir: string): Promise<Outcome> {
  const { build, check } = COMMANDS[command];
  const environments = [...readEnvironments(outdir), ...readEnvironments(synthesiseClaims())];
  let programs: CrossplanePrograms;
  try {
    programs = build();
  } catch (error) {
    // A machine that cannot build Crossplane says nothing about our output.
    return { notRun: (error as Error).message };
  }
  return check(environments, programs);
}

void outcome(process.argv[2], process.argv[3]).then((result) => console.log(JSON.stringify(result)));
