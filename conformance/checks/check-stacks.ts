// Plans every stack in a folder offline, and prints the outcome as a step of a report gives it back.
import { checkStacks, TerraformError } from '../referees/terraform';
import { findTerraform } from '../referees/terraform/binary';
import { buildTofu } from '../referees/terraform/build-tofu';

interface Outcome {
  readonly passed?: number;
  readonly failed?: number;
  readonly note?: string;
  readonly output?: string;
  readonly notRun?: string;
}

async function outcome(outdir: string): Promise<Outcome> {
  const missing = findTerraform() ? undefined : reasonWithoutBinary();
  return missing ? { notRun: missing } : plan(outdir);
}

/** Builds OpenTofu, which takes minutes once; why not, where that is impossible. */
function reasonWithoutBinary(): string | undefined {
  try {
    buildTofu();
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

async function plan(outdir: string): Promise<Outcome> {
  try {
    const checked = await checkStacks(outdir);
    const resources = checked.reduce((sum, { creates }) => sum + creates.length, 0);
    return { passed: checked.length, note: `${checked.length} stacks planned, ${resources} resources to create` };
  } catch (error) {
    if (!(error instanceof TerraformError)) throw error;
    return { passed: 0, failed: error.diagnostics.length, note: `${error.diagnostics.length} problems`, output: error.message };
  }
}

void outcome(process.argv[2]).then((result) => console.log(JSON.stringify(result)));
