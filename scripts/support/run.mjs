import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root, wherever a script is started from. */
export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** A command that ended with another status than 0, with all that it printed. */
export class CommandFailed extends Error {
  constructor(command, code, output) {
    super(`${command} ended with ${code}`);
    this.output = output;
  }
}

/**
 * Runs a command to its end and gives back its status and all that it printed.
 *
 * @param {string[]} command the program and its arguments; no shell takes part
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, onLine?: (line: string) => void }} options
 */
export function attempt([program, ...args], { cwd = ROOT, env = process.env, onLine = () => {} } = {}) {
  return new Promise((done, fail) => {
    const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', (text) => {
        output += text;
        onLine(text.trim().split('\n').at(-1));
      });
    }
    child.on('error', fail);
    child.on('close', (code, signal) => done({ code: code ?? signal, output }));
  });
}

/** As `attempt`, where anything but success is an error. Gives back what was printed. */
export async function run(command, options) {
  const { code, output } = await attempt(command, options);
  if (code !== 0) throw new CommandFailed(shown(command), code, output);
  return output;
}

/** Commands that are not named as their package is. */
const PACKAGE_OF = { cdktf: 'cdktf-cli', tsc: 'typescript' };

/** Linters, compilers and tests make much that is soon garbage: with room for it, Node collects it less often. Megabytes. */
const YOUNG_GENERATION = '--max-semi-space-size=64';

/** The command line of a tool that is installed in node_modules; works without a shell on every system. */
export function tool(command, ...args) {
  const folder = join(ROOT, 'node_modules', PACKAGE_OF[command] ?? command);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return [process.execPath, YOUNG_GENERATION, join(folder, typeof bin === 'string' ? bin : bin[command]), ...args];
}

/** The command line of npm: the one that runs this script, where there is one. */
export function npm(...args) {
  return process.env.npm_execpath ? [process.execPath, process.env.npm_execpath, ...args] : ['npm', ...args];
}

function shown(command) {
  return command.map((part) => part.replace(process.execPath, 'node').replace(`${ROOT}/`, '')).join(' ');
}
