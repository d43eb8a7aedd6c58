import { askedOf, COMPOSED } from '../composed';
import type { Composed } from '../composed';
import { isSafe } from '../data-safeguards';
import type { Safeguard } from '../data-safeguards';
import type { Breach, Guardrail, Predicate } from '../guardrail';
import { fieldAt } from '../model/kubernetes';
import { isReadable, isUnreadable, shown } from '../model/unreadable';
import { DATA, OF_THE_PLATFORM, row, WITH_REASON } from './row';

/** Every Composition has the safeguards, also one that a platform team wrote. */
function safeguarded({ kind, resource, safeguards }: Composed): Predicate {
  return {
    name: `${resource} of a ${kind} has every safeguard`,
    breaches: ({ object }) => {
      const served = fieldAt(object!.body, 'spec.compositeTypeRef.kind');
      // In Crossplane 1.x, the composite of a claim has another name.
      if (!isUnreadable(served) && served !== kind && served !== `X${kind}`) return [];
      return safeguards.flatMap((safeguard) => lostOf(safeguard, resource, askedOf(object!.body, resource, safeguard.field)));
    },
  };
}

function lostOf(safeguard: Safeguard, resource: string, value: unknown): Breach[] {
  if (isSafe(safeguard, value)) return [];
  const { field } = safeguard;
  return [
    {
      got: `${field}: ${shown(value)}`,
      what: field,
      unreadable: !isReadable(value),
      allowed: `${resource}: ${inWords(safeguard)}`,
    },
  ];
}

function inWords({ field, minimum, rule, value }: Safeguard): string {
  return `${rule}, ${field} ${minimum ? 'of at least ' : '= '}${value}`;
}

/** The guardrails of Compositions for the library's kinds. */
export const COMPOSITION_ROWS: readonly Guardrail[] = COMPOSED.filter(({ safeguards }) => safeguards.length > 0).map((one) =>
  row({
    id: `data.composition.${one.resource}`,
    chapter: DATA,
    on: ['Composition'],
    path: 'spec.pipeline.input.resources',
    must: safeguarded(one),
    rule: `${one.kind}, ${one.resource}: ${one.safeguards.map(inWords).join('; ')}`,
    fix: `set the allowed value, ${WITH_REASON}`,
    lifted: 'all',
    stacks: OF_THE_PLATFORM,
  }),
);
