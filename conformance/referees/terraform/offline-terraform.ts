import { cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runToEnd } from '../run-to-end';
import { findTerraform, HOW_TO_GET_A_BINARY } from './binary';
import type { Diagnostic } from './diagnostics';
import type { ExistingObjects } from './existing-objects';
import type { LiveObjects } from './live-objects';
import type { TerraformPlan } from './plan-json';
import { providerSchema } from './provider-schema';
import { environmentFor, runTerraform } from './run-terraform';
import type { StackJson } from './stack-json';
import { StubProvider } from './stub-provider';
import { errorsByFile } from './test-output';
import { typesInUse } from './types-in-use';
import { copyStack, inWorkFolder, withoutBackend, writeStack } from './work-folder';

/** Terraform and OpenTofu complete a bare source such as `aws` with the host of their own registry. */
const REGISTRIES = ['registry.terraform.io', 'registry.opentofu.org'];

const PLAN_FILE = 'plan.tfplan';

/**
 * The real Terraform, with stub providers in place of the real ones: no network, no credentials, and no state but what it made.
 *
 * Serves schemas for the types that the given stacks use, so start it with all stacks that it will see, and stop it in the end.
 */
export class OfflineTerraform {
  /** @throws if no binary is found, or a stack uses a provider whose `@cdktf/provider-*` package is not installed */
  public static async start(
    stacks: readonly StackJson[],
    binary: string | undefined = findTerraform(),
    existing: ExistingObjects = {},
    live?: LiveObjects,
  ): Promise<OfflineTerraform> {
    if (!binary) throw new Error(`no terraform binary found: ${HOW_TO_GET_A_BINARY}`);
    const schemas = [...typesInUse(stacks)].map(([name, types]) => [name, providerSchema(name, types)] as const);
    const providers = await Promise.all(
      schemas.map(async ([name, schema]) => [name, await StubProvider.serve(schema, existing, live)] as const),
    );
    return new OfflineTerraform(binary, new Map(providers), live !== undefined);
  }

  private constructor(
    private readonly binary: string,
    private readonly providers: ReadonlyMap<string, StubProvider>,
    private readonly isLive: boolean,
  ) {}

  /**
   * Checks the configuration of a stack's folder, which stays as it is.
   *
   * @throws TerraformError with all problems
   */
  public async validate(folder: string): Promise<void> {
    await inWorkFolder(async (work) => {
      await copyStack(folder, work);
      await this.init(work);
      await this.run(work, 'validate', '-json');
    });
  }

  /**
   * Plans a stack's folder as if nothing existed yet. The folder stays as it is, and its backend is not asked.
   *
   * @param variables values of the stack's Terraform variables
   * @throws TerraformError with all problems
   */
  public async plan(folder: string, variables: Readonly<Record<string, unknown>> = {}): Promise<TerraformPlan> {
    return inWorkFolder(async (work) => {
      await copyStack(folder, work);
      await writeFile(join(work, 'terraform.tfvars.json'), JSON.stringify(variables));
      return this.planHere(work);
    });
  }

  /**
   * Plans a stack after earlier forms of it were applied, one after the other, to a state of their own.
   *
   * @throws TerraformError with all problems
   */
  public async planAfter(applied: readonly StackJson[], stack: StackJson): Promise<TerraformPlan> {
    return inWorkFolder(async (work) => {
      for (const each of applied) await this.applyIn(work, each);
      return this.planIn(work, stack);
    });
  }

  /** Applies a stack in a folder that is ours to write to, to the state that is there. */
  public async applyIn(work: string, stack: StackJson): Promise<void> {
    await writeStack(work, withoutBackend(stack));
    await this.applyHere(work);
  }

  /** Applies a folder that is ours to write to and has no backend, to the state that is there. */
  public async applyHere(work: string): Promise<void> {
    await this.init(work);
    await this.run(work, 'apply', '-json', '-input=false', ...this.refresh(), '-auto-approve');
  }

  /** Destroys all that a folder of ours has in its state. */
  public async destroyIn(work: string): Promise<void> {
    await this.run(work, 'destroy', '-json', '-input=false', '-auto-approve');
  }

  /** Plans a stack in a folder that is ours to write to, with the state that is there. */
  public async planIn(work: string, stack: StackJson): Promise<TerraformPlan> {
    await writeStack(work, withoutBackend(stack));
    return this.planHere(work);
  }

  /** Plans a folder that is ours to write to and has no backend. */
  public async planHere(work: string, ...options: string[]): Promise<TerraformPlan> {
    await this.init(work);
    await this.run(work, 'plan', '-json', '-input=false', ...this.refresh(), '-lock=false', `-out=${PLAN_FILE}`, ...options);
    return JSON.parse(await this.run(work, 'show', '-json', PLAN_FILE)) as TerraformPlan;
  }

  /** What is wrong with a module in a folder, which stays as it is: its form, and what needs no values. */
  public async checkModule(folder: string): Promise<string[]> {
    return inWorkFolder(async (work) => {
      await cp(folder, work, { recursive: true });
      await this.init(work);
      const misformed = (await this.run(work, 'fmt', '-list=true', '-write=false', '-recursive')).trim();
      await this.run(work, 'validate', '-json');
      return misformed === '' ? [] : misformed.split('\n').map((file) => `${folder}: terraform fmt would change ${file}`);
    });
  }

  /**
   * Runs every test file of a module in a folder that is ours to write to, with the stub providers.
   *
   * @returns the errors of each file that has one, by the file's path
   */
  public async test(work: string): Promise<Map<string, Diagnostic[]>> {
    await this.init(work);
    const { stdout } = await runToEnd(this.binary, ['test', '-json'], { cwd: work, env: environmentFor(this.reattach()) });
    return errorsByFile(stdout);
  }

  /** Ends the stub providers; without it the process does not end. */
  public stop(): void {
    this.providers.forEach((provider) => provider.close());
  }

  /** Only where there is something that could have changed is it worth a look. */
  private refresh(): string[] {
    return this.isLive ? [] : ['-refresh=false'];
  }

  private async init(work: string): Promise<void> {
    await this.run(work, 'init', '-json', '-input=false', '-backend=false');
  }

  private async run(folder: string, ...args: string[]): Promise<string> {
    return runTerraform(this.binary, args, folder, this.reattach());
  }

  /** @see https://developer.hashicorp.com/terraform/plugin/debugging */
  private reattach(): object {
    return Object.fromEntries(
      [...this.providers].flatMap(([name, { port }]) =>
        REGISTRIES.map((registry) => [
          `${registry}/hashicorp/${name}`,
          // `Test` tells Terraform to leave the process running: it is this one.
          {
            Protocol: 'grpc',
            ProtocolVersion: 6,
            Pid: process.pid,
            Test: true,
            Addr: { Network: 'tcp', String: `127.0.0.1:${port}` },
          },
        ]),
      ),
    );
  }
}
