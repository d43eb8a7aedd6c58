import { buildGoProgram, type BuiltProgram } from './go-program';
import { CLI, CORE, FUNCTIONS } from './versions';

export interface CrossplanePrograms {
  readonly cli: BuiltProgram;
  /** By the name with which a Composition's pipeline refers to them. */
  readonly functions: Readonly<Record<string, BuiltProgram>>;
}

/**
 * Crossplane's command line, which is all that it takes to validate documents.
 *
 * @throws with the reason where it cannot be built
 */
export function buildCli(): BuiltProgram {
  return buildGoProgram(CLI);
}

/**
 * Crossplane's command line and the functions of our pipelines, which it takes to render a composite.
 *
 * @throws with the reason where one of them cannot be built
 */
export function buildCrossplane(): CrossplanePrograms {
  // Functions first: they are small, so one that cannot be had is known before the minutes that the command line takes.
  const functions = Object.fromEntries(FUNCTIONS.map((program) => [program.name, buildGoProgram(program)]));
  return { cli: buildCli(), functions };
}

/**
 * Crossplane's controllers and the functions of our pipelines.
 *
 * @throws with the reason where one of them cannot be built
 */
export function buildCore(): { readonly core: BuiltProgram; readonly functions: Readonly<Record<string, BuiltProgram>> } {
  return { functions: Object.fromEntries(FUNCTIONS.map((program) => [program.name, buildGoProgram(program)])), core: buildGoProgram(CORE) };
}

if (require.main === module) {
  console.warn('Building Crossplane, which takes some minutes on first use...');
  try {
    console.log(JSON.stringify(buildCrossplane(), undefined, 2));
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}
