import type { GoProgram } from './go-program';

/**
 * Crossplane's command line: it renders a composite and validates documents, as a user would before a pull request.
 *
 * In 2.2 it runs the pipeline itself. From 2.3 on it is a module of its own and asks the core's program to, which would be a
 * second program to build.
 *
 * @see https://docs.crossplane.io/latest/cli/command-reference/
 */
export const CLI: GoProgram = {
  name: 'crossplane',
  module: 'github.com/crossplane/crossplane/v2',
  version: 'v2.2.0',
  main: './cmd/crank',
  schemas: 'cluster/crds',
};

/**
 * The newest version that Go's checksum database and module proxy both have; the platform installs v0.10.3. Compositions
 * keep to what both know: what came since, such as the string transform Replace, fails here.
 */
export const PATCH_AND_TRANSFORM: GoProgram = {
  name: 'function-patch-and-transform',
  module: 'github.com/crossplane-contrib/function-patch-and-transform',
  version: 'v0.5.0',
  main: '.',
  schemas: 'package/input',
};

/** The version that the platform installs. */
export const AUTO_READY: GoProgram = {
  name: 'function-auto-ready',
  module: 'github.com/crossplane-contrib/function-auto-ready',
  version: 'v0.7.0',
  main: '.',
  schemas: 'package/input',
};

/** The functions that a pipeline may name, each under its own name. */
export const FUNCTIONS: readonly GoProgram[] = [PATCH_AND_TRANSFORM, AUTO_READY];

/** The program of Crossplane's controllers, of the same module as the command line. */
export const CORE: GoProgram = { ...CLI, name: 'crossplane-core', main: './cmd/crossplane', patienceMinutes: 20 };
