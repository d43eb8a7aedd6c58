import { isDeepStrictEqual } from 'node:util';
import type { Platform } from '@golden-path/constructs';
import { snake } from '../../../lib/modules/derive/environment-data';
import type { Inputs, ModuleKind } from '../../../lib/modules/kinds/kind';
import type { OfflineTerraform, StackJson } from '../../referees/terraform';
import { inWorkFolder } from '../../referees/terraform/work-folder';
import { differences, plannedIn } from './compare';
import { copyModule, testFileOf, writeCalls, writeStackCall, writeTests } from './workspace';

/** Inputs that the construct takes, and its stack for them. */
export interface Taken {
  readonly inputs: Inputs;
  readonly stack: StackJson;
}

/** Inputs that the construct refuses, with its problems. */
export interface Refused {
  readonly inputs: Inputs;
  readonly problems: readonly { readonly path: string; readonly allowed: string }[];
}

/** A module in a folder, to be compared with its construct. */
export interface Subject {
  readonly kind: ModuleKind;
  readonly platform: Platform;
  readonly folder: string;
}

/** Plans the module and the construct's own stack for every one of the inputs, in one configuration, and says where the plans differ. */
export async function comparePlans(terraform: OfflineTerraform, { kind, folder }: Subject, taken: readonly Taken[]): Promise<string[]> {
  if (taken.length === 0) return [];
  return inWorkFolder(async (work) => {
    copyModule(folder, work, 'module');
    writeCalls(work, './module', new Map(taken.map(({ inputs }, index) => [`m_${index}`, inputs])));
    taken.forEach(({ stack }, index) => writeStackCall(work, `s_${index}`, stack));
    const { resource_changes: changes = [], planned_values: { outputs = {} } } = await terraform.planHere(work);
    return taken.flatMap(({ inputs, stack: { provider } }, index) => {
      const module = plannedIn(changes, `m_${index}`, (name) => name.replace(/_kept$/, ''));
      const stack = plannedIn(changes, `s_${index}`, (name) => kind.nameOf(name, inputs), tagsOf(provider));
      const different = differences(module, stack);
      const [one, other] = [outputs[`m_${index}`]?.value, outputs[`s_${index}`]?.value];
      const isSame = kind.outputs !== undefined || isDeepStrictEqual(one, other);
      if (!isSame) different.push(`outputs: ${JSON.stringify(one)} and ${JSON.stringify(other)}`);
      if (stack.size === 0) different.push('no resource');
      return different.map((text) => `${kind.name} ${JSON.stringify(inputs)}: ${text}`);
    });
  });
}

/**
 * Runs the module's own tests, and has Terraform refuse inputs that the construct refuses, with the same words: one by one, since
 * Terraform plans nothing more once a variable is invalid.
 */
export async function compareRefusals(
  terraform: OfflineTerraform,
  { kind, folder, platform }: Subject,
  refused: readonly Refused[],
): Promise<string[]> {
  return inWorkFolder(async (work) => {
    copyModule(folder, work, '.');
    writeTests(work, refused.map(({ inputs }) => inputs));
    const errors = await terraform.test(work);
    const others = [...errors].filter(([file]) => !file.includes('input_'));
    const other = others.map(([file, found]) => `${kind.name} ${file}: ${JSON.stringify(found)}`);
    return [...other, ...refused.flatMap(({ inputs, problems }, index) => {
      const words = (errors.get(testFileOf(index)) ?? []).map(({ detail, summary }) => `${summary} ${detail}`).join('\n');
      const what = `${kind.name} ${JSON.stringify(inputs)}`;
      if (words === '') return [`${what}: the module takes it, the construct says ${JSON.stringify(problems)}`];
      const isSaid = problems.some(({ allowed }) => words.includes(inHcl(kind, platform, allowed)));
      return isSaid ? [] : [`${what}: the module says ${JSON.stringify(words)}, the construct ${JSON.stringify(problems)}`];
    })];
  });
}

/** The tags that the provider of a stack puts on all that takes them; a module's resources carry them. */
function tagsOf(provider: StackJson['provider']): object | undefined {
  const [aws] = (provider?.aws ?? []) as { default_tags?: { tags: object }[] }[];
  return aws?.default_tags?.[0]?.tags;
}

function inHcl(kind: ModuleKind, platform: Platform, text: string): string {
  return kind.variables(platform).reduce((changed, { prop }) => {
    const written = new RegExp(`\\b${prop}\\b(: (?=true|false|'))?`, 'g');
    return changed.replace(written, (_, colon?: string) => snake(prop) + (colon ? ' = ' : ''));
  }, text);
}
