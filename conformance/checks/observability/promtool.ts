import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';

/** What promtool says of a folder. */
interface Verdict {
  readonly count: number;
  readonly problem?: string;
}

/** The rules in a folder, as promtool reads them. */
export function checkRules(promtool: string, folder: string): Verdict {
  const files = named(folder, '.rules.yaml');
  const { output, status } = run(promtool, folder, ['check', 'rules', ...files]);
  const count = [...output.matchAll(/SUCCESS: (\d+) rules/g)].reduce((sum, [, rules]) => sum + Number(rules), 0);
  if (status === 0 && count > 0) return { count };
  return { count, problem: `${folder}: promtool check rules: ${output}` };
}

/** The tests in a folder, run by promtool. */
export function runTests(promtool: string, folder: string, only = ''): Verdict {
  const files = named(folder, '.test.yaml').filter((file) => file.startsWith(only));
  const { output, status } = run(promtool, folder, ['test', 'rules', ...files]);
  const count = files.reduce((sum, file) => sum + (load(readFileSync(join(folder, file), 'utf8')) as { tests: object[] }).tests.length, 0);
  if (status === 0 && count > 0) return { count };
  return { count, problem: `${folder}: promtool test rules: ${output}` };
}

function named(folder: string, ending: string): string[] {
  return readdirSync(folder).filter((file) => file.endsWith(ending)).sort();
}

function run(promtool: string, cwd: string, args: readonly string[]): { readonly output: string; readonly status: number | null } {
  const { status, stderr, stdout } = spawnSync(promtool, args, { cwd, encoding: 'utf8' });
  return { output: `${stdout}${stderr}`, status };
}
