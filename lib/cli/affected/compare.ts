import { groupedBy } from '../../core/grouped-by';
import { lossesOf } from '../../output/lost-data';
import type { Loss } from '../../output/lost-data';
import { promotedOnly } from '../gitops/promoted-only';
import type { LockedStack } from '../lock/lock-file';
import type { SynthesisedStack } from '../lock/synthesised';

/** The parts of a stack that are compared. */
export const PARTS = ['terraform', 'gitops', 'repository'] as const;
export type Part = (typeof PARTS)[number];

/** A stack that a change affects. */
export interface AffectedStack extends SynthesisedStack {
  /** The parts that changed; none if only a stack that it depends on changed. */
  readonly changes: readonly Part[];
  readonly reasons: readonly string[];
  /** Whether the change of its files for Argo CD reaches it only with a promotion. */
  readonly waitsForPromotion: boolean;
}

/** A stack that was removed. */
export interface RemovedStack extends Pick<LockedStack, 'service' | 'team' | 'environment'> {
  readonly name: string;
  /** The data of the stack; absent if the lock does not record it. */
  readonly held?: readonly Loss[];
}

/** The differences between a lock and a synth. */
export interface Comparison {
  readonly affected: readonly AffectedStack[];
  readonly removed: readonly RemovedStack[];
}

/**
 * Compares only the fingerprints, and includes dependent stacks. Files for the repository of the code affect no dependent stack,
 * because nothing that runs reads them.
 */
export function compare(
  stacks: readonly SynthesisedStack[],
  base: ReadonlyMap<string, LockedStack>,
  parts: readonly Part[],
): Comparison {
  const changes = new Map(stacks.map((stack) => [stack.name, changedParts(stack, base.get(stack.name), parts)]));
  const running = stacks.filter(({ name }) => changes.get(name)!.some((part) => part !== 'repository'));
  const reached = reachedFrom(stacks, running.map(({ name }) => name));
  const waiting = promotedOnly(stacks);
  const affected = stacks
    .filter(({ name }) => reached.has(name) || changes.get(name)!.length > 0)
    .map((stack) => {
      const own = changes.get(stack.name)!;
      const news = own.length === 0 || base.has(stack.name) ? own.map((part) => `${part} changed`) : ['new'];
      const above = stack.dependsOn.filter((name) => reached.has(name)).map((name) => `depends on ${name}`);
      const waitsForPromotion = own.includes('gitops') && waiting.has(stack.name);
      return { ...stack, changes: own, reasons: [...news, ...above], waitsForPromotion };
    });
  const present = new Set(stacks.map(({ name }) => name));
  const losses = groupedBy(lossesOf(base, new Map(stacks.map((stack) => [stack.name, stack]))), ({ stack }) => stack);
  const removed = [...base]
    .filter(([name]) => !present.has(name))
    .map(([name, { service, team, environment, data }]) => {
      const held = data && (losses.get(name) ?? []);
      return { name, service, team, environment, held };
    });
  return { affected, removed };
}

function changedParts(stack: SynthesisedStack, locked: LockedStack | undefined, parts: readonly Part[]): Part[] {
  return parts.filter((part) => stack[part] !== locked?.[part]);
}

/** The changed stacks, and all stacks that depend on them, directly or indirectly. */
function reachedFrom(stacks: readonly SynthesisedStack[], changed: readonly string[]): ReadonlySet<string> {
  const edges = stacks.flatMap(({ name, dependsOn }) => dependsOn.map((before) => ({ before, name })));
  const dependants = groupedBy(edges, ({ before }) => before);
  const reached = new Set(changed);
  // Iterating over a set includes values that are added meanwhile.
  for (const name of reached) for (const next of dependants.get(name) ?? []) reached.add(next.name);
  return reached;
}
