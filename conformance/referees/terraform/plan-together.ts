import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { OfflineTerraform } from './offline-terraform';
import type { PlannedModule, PlannedResource } from './plan-json';
import type { RequiredProvider, StackJson } from './stack-json';
import { typesInUse } from './types-in-use';
import { inWorkFolder, withoutBackend, writeStack } from './work-folder';

/**
 * Plans many stacks in one run, each as a module of one root configuration. That starts Terraform once for all, which makes
 * hundreds of stacks affordable. Provider configurations are not looked at: `checkStacks` does that.
 *
 * @returns the planned resources by stack, with the addresses that they have in the stack itself
 * @throws TerraformError with the problems of all stacks
 */
export async function planTogether(stacks: Readonly<Record<string, StackJson>>): Promise<Record<string, PlannedResource[]>> {
  const terraform = await OfflineTerraform.start(Object.values(stacks));
  try {
    return await inWorkFolder(async (work) => {
      await writeModules(work, stacks);
      const { planned_values } = await terraform.planHere(work);
      const modules = new Map((planned_values.root_module.child_modules ?? []).map((module) => [module.address, module]));
      return Object.fromEntries(Object.keys(stacks).map((name) => [name, resourcesOf(`module.${name}`, modules)]));
    });
  } finally {
    terraform.stop();
  }
}

function resourcesOf(address: string, modules: ReadonlyMap<string | undefined, PlannedModule>): PlannedResource[] {
  const resources = modules.get(address)?.resources ?? [];
  return resources.map((resource) => ({ ...resource, address: resource.address.slice(address.length + 1) }));
}

async function writeModules(work: string, stacks: Readonly<Record<string, StackJson>>): Promise<void> {
  for (const [name, stack] of Object.entries(stacks)) {
    const folder = join(work, name);
    await mkdir(folder);
    await writeStack(folder, moduleOf(stack));
  }
  await writeStack(work, rootOf(stacks));
}

/** A module may name the providers that it needs, but not configure them, and import nothing. */
function moduleOf(stack: StackJson): StackJson {
  const { terraform, ...rest } = withoutBackend(stack);
  const required = Object.entries(terraform?.required_providers ?? {}).map(([name, provider]) => [name, {
    ...provider,
    configuration_aliases: configurationsOf(stack, name).filter((configuration) => configuration !== name),
  }]);
  return { ...rest, import: undefined, provider: undefined, terraform: { ...terraform, required_providers: Object.fromEntries(required) } };
}

/** Calls every stack as a module and hands it empty provider configurations, which satisfy the stub providers. */
function rootOf(stacks: Readonly<Record<string, StackJson>>): object {
  const all = Object.values(stacks);
  const names = [...typesInUse(all).keys()];
  const aliases = (name: string) => [...new Set(all.flatMap((stack) => configurationsOf(stack, name)))]
    .filter((configuration) => configuration !== name)
    .map((configuration) => ({ alias: configuration.slice(name.length + 1) }));
  return {
    terraform: { required_providers: Object.fromEntries(names.map((name) => [name, requiredBy(all, name)])) },
    provider: Object.fromEntries(names.map((name) => [name, [{}, ...aliases(name)]])),
    module: Object.fromEntries(Object.entries(stacks).map(([name, stack]) => [name, {
      source: `./${name}`,
      providers: Object.fromEntries([...typesInUse([stack]).keys()]
        .flatMap((provider) => configurationsOf(stack, provider))
        .map((configuration) => [configuration, configuration])),
    }])),
  };
}

function requiredBy(stacks: readonly StackJson[], name: string): RequiredProvider {
  const [source] = stacks.map((stack) => stack.terraform?.required_providers?.[name]?.source).filter((each) => each !== undefined);
  return { source: source ?? name };
}

/** How the stack's resources may name the provider: `aws`, and `aws.virginia` for an alias. */
function configurationsOf(stack: StackJson, provider: string): string[] {
  const aliases = (stack.provider?.[provider] ?? []).flatMap(({ alias }) => alias ? [`${provider}.${alias}`] : []);
  return [provider, ...aliases];
}
