import { runToEnd } from '../run-to-end';
import type { Diagnostic } from './diagnostics';
import { diagnosticsIn, TerraformError } from './diagnostics';

/**
 * Runs one command in a folder and returns what it printed.
 *
 * Asynchronous, since the providers that Terraform talks to are served by this very process.
 *
 * @throws TerraformError with all diagnostics, if the command fails
 */
export async function runTerraform(binary: string, args: readonly string[], folder: string, reattach: object): Promise<string> {
  const { status, stdout, stderr } = await runToEnd(binary, args, { cwd: folder, env: environmentFor(reattach) });
  if (status === 0) return stdout;
  const errors = diagnosticsIn(stdout).filter(({ severity }) => severity === 'error');
  const unexplained: Diagnostic = { severity: 'error', summary: `exit status ${status}`, detail: `${stdout}${stderr}`.trim() };
  throw new TerraformError(`terraform ${args[0]} failed`, errors.length > 0 ? errors : [unexplained]);
}

/** Settings of the machine's own Terraform, such as TF_CLI_ARGS, TF_VAR_x or TF_WORKSPACE, must not change a test's outcome. */
export function environmentFor(reattach: object): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('TF_'));
  return {
    ...Object.fromEntries(inherited),
    CHECKPOINT_DISABLE: '1',
    TF_CLI_CONFIG_FILE: '',
    TF_IN_AUTOMATION: '1',
    TF_REATTACH_PROVIDERS: JSON.stringify(reattach),
  };
}
