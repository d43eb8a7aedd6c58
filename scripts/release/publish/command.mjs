import { spawnSync } from 'node:child_process';

/** Runs a command to its end: its status, and what it printed. What goes in on standard input is in no list of processes. */
export function attempt([program, ...args], { cwd, env = process.env, input = '' } = {}) {
  const { status, signal, error, stdout, stderr } = spawnSync(program, args, { cwd, env, input, encoding: 'utf8' });
  if (error) throw new Error(error.code === 'ENOENT' ? `${program} is not installed` : error.message);
  return { status: status ?? signal, stdout, stderr };
}

/** As `attempt`, where anything but success is an error. Gives back what was printed. */
export function run(command, options) {
  const { status, stdout, stderr } = attempt(command, options);
  if (status !== 0) {
    throw Object.assign(new Error(`${command.slice(0, 3).join(' ')} ended with ${status}`), { output: stdout + stderr });
  }
  return stdout.trim();
}
