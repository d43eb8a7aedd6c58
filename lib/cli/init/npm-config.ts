import { execFileSync } from 'node:child_process';
import * as path from 'node:path';

/**
 * The registry that npm on this machine is configured to use for packages of a scope, or nothing if none is configured.
 *
 * @see https://docs.npmjs.com/cli/using-npm/scope
 */
export function registryOf(scope: string, env: NodeJS.ProcessEnv = process.env): string | undefined {
  // npx sets the path of npm. On Windows that is the only way to run npm without a shell.
  const script = env.npm_execpath ?? '';
  const [program, first] = path.basename(script) === 'npm-cli.js' ? [process.execPath, [script]] : ['npm', []];
  try {
    const args = [...first, 'config', 'get', `${scope}:registry`];
    const value = execFileSync(program, args, { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], timeout: 10_000 }).trim();
    return value === 'undefined' ? undefined : value;
  } catch {
    // Without npm there is no default.
    return undefined;
  }
}
