import { GoldenPathError } from '../../core/errors';
import type { Json } from '../../core/json';
import { argument, block, comment } from '../hcl/body';
import type { Item } from '../hcl/body';
import { raw } from '../hcl/expression';
import type { Condition, Sample } from './sample';

/** A resource of the module. */
export interface Address {
  readonly type: string;
  readonly name: string;
  /** The condition under which it is there, unless it always is. */
  readonly when?: Condition;
  /** The condition under which Terraform refuses to destroy it, unless it always or never does. */
  readonly keptWhen?: Condition;
}

/** The resources of a module, and how others refer to them. */
export class Addresses {
  public readonly all: readonly Address[];

  /** @param kept the addresses that the construct protects by one condition, even if the platform's environments do not differ in it */
  public constructor(samples: readonly Sample[], conditions: readonly Condition[], kept: ReadonlyMap<string, Condition>) {
    const names = new Map<string, readonly [string, string]>();
    for (const { resources } of samples) {
      for (const [type, named] of Object.entries(resources)) {
        for (const name of Object.keys(named)) names.set(`${type}.${name}`, [type, name]);
      }
    }
    this.all = [...names.values()].map(([type, name]) => addressOf(samples, conditions, type, name, kept.get(`${type}.${name}`)));
  }

  /** A reference, changed to read the one of two resources that is there. */
  public rewritten(text: string): string {
    return this.all.reduce((changed, { type, name, when, keptWhen }) => {
      if (!when && !keptWhen) return changed;
      const to = keptWhen ? `local.${name}_resource` : `${type}.${name}[0]`;
      return changed.split(`${type}.${name}.`).join(`${to}.`);
    }, text);
  }

  /** The locals that stand for a resource of which there are two. */
  public locals(): Item[] {
    const split = this.all.filter(({ keptWhen }) => keptWhen);
    if (split.length === 0) return [];
    return [
      comment('Terraform takes no expression for prevent_destroy, so these are two resources of which one is there.'),
      block('locals', [], split.map(({ type, name }) => {
        const [one, kept] = [`${type}.${name}`, `${type}.${name}_kept`];
        return argument(`${name}_resource`, raw(`one(concat(${one}, ${kept}))`));
      })),
    ];
  }
}

function addressOf(
  samples: readonly Sample[], conditions: readonly Condition[], type: string, name: string, protectedBy?: Condition,
): Address {
  const bodies = samples.map(({ resources }) => resources[type]?.[name]);
  const isThere = bodies.map((body) => body !== undefined);
  const there = samples.filter((_, index) => isThere[index]);
  const kept = bodies.filter((body) => body !== undefined).map(isKept);
  const when = isThere.every(Boolean) ? undefined : conditionFor(samples, conditions, isThere, `${type}.${name}`);
  const varies = new Set(kept).size > 1;
  const keptWhen = protectedBy || varies
    ? conditionFor(there, protectedBy ? [protectedBy] : conditions, kept, `${type}.${name} lifecycle`)
    : undefined;
  return { type, name, when, keptWhen };
}

export function isKept(body: Json): boolean {
  return (body.lifecycle as Json | undefined)?.prevent_destroy === true;
}

/** The condition that holds exactly where a flag is set. */
function conditionFor(samples: readonly Sample[], conditions: readonly Condition[], flags: readonly boolean[], path: string): Condition {
  const found = conditions.find(({ of }) => samples.every((sample, index) => of(sample) === flags[index]));
  if (found) return found;
  throw new GoldenPathError('RefusedByCommand', 'module', [
    {
      path,
      got: 'a resource that is there for some inputs only',
      allowed: 'what follows from one variable, or from the environment',
      fix: 'use the construct for this platform, and report it to the authors of the library',
    },
  ]);
}
