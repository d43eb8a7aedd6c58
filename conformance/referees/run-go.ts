import { execFileSync } from 'node:child_process';

/** What a command of Go is for. */
export interface GoTask {
  /** What is built, with its version, as an error names it. */
  readonly what: string;
  readonly env: NodeJS.ProcessEnv;
  /** How long it may take; as long as it wants where nothing is said. */
  readonly patienceMinutes?: number;
}

/**
 * Runs a command of Go and gives back what it printed.
 *
 * @throws with the reason if there is no Go, the command fails or it takes too long
 */
export function runGo(args: readonly string[], task: GoTask): string {
  const { what, env, patienceMinutes } = task;
  const timeout = patienceMinutes === undefined ? undefined : patienceMinutes * 60_000;
  try {
    return execFileSync('go', args, { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], timeout });
  } catch (cause) {
    throw new Error(`cannot build ${what}: ${reason(args, task, cause as FailedCommand)}`, { cause });
  }
}

interface FailedCommand {
  readonly code?: string;
  readonly stdout?: string;
  readonly stderr?: string;
}

function reason(args: readonly string[], { patienceMinutes }: GoTask, { code, stdout, stderr }: FailedCommand): string {
  if (code === 'ENOENT') return 'there is no `go` on the PATH (https://go.dev/doc/install)';
  if (code === 'ETIMEDOUT') return `\`go ${args[0]}\` takes longer than ${patienceMinutes} minutes; what is compiled is kept, so try again`;
  const needs = 'it needs a module proxy that has this version (`go env GOPROXY`) and a Go that is new enough';
  return `\`go ${args.join(' ')}\` failed; ${needs}. It said:\n${errorIn(stdout) ?? lastLines(`${stdout ?? ''}${stderr ?? ''}`)}`;
}

/** With `-json` the download's error is a field of what it prints. */
function errorIn(stdout = ''): string | undefined {
  try {
    return (JSON.parse(stdout) as { Error?: string }).Error;
  } catch {
    return undefined;
  }
}

function lastLines(text: string): string {
  return text.trim().split('\n').slice(-5).join('\n');
}
