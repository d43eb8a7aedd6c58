import type { Json } from '../../lib/core/json';
import { ALL_OWN_GUARDRAILS } from '../../lib/data/own-guardrails';
import { lostExpectations } from '../../lib/guardrails/check';
import { stackOfPlan } from '../../lib/guardrails/model/plan';
import { appWith, ID, jsonOf } from './planted/app';
import { exchanged, merged } from './planted/exchange';
import { OWN_PLANTED } from './planted/own';
import type { OwnPlant } from './planted/own';
import { OBJECT_PLANTED } from './planted/own-objects';
import { LATER, planOf } from './planted/plan';
import { REPRESENTATIONS } from './planted/representations';

/** What is written for Argo CD is planted in own-objects.test.ts. */
const IN_TERRAFORM = [...ALL_OWN_GUARDRAILS.values()].filter(({ id }) => !(id in OBJECT_PLANTED));

const ROWS = new Map(IN_TERRAFORM.map((row) => [row.id, row]));

/** What a plan does not say, and what is judged there by what it destroys. */
const NOT_IN_PLAN = ['own.namespace.kept', 'own.database.kept', 'own.bucket'];

const EFFECTS: readonly Json[] = [
  { count: 0 }, { for_each: [] }, { provider: 'aws.other' }, { lifecycle: { ignore_changes: ['tags'] } },
  { lifecycle: [[{ ignore_changes: 'all' }]] }, { lifecycle: { replace_triggered_by: ['terraform_data.x'] } },
];

/** What is lost of a promise when this is in the output. */
function lostWith(id: string, plant: OwnPlant, json: Json): string[] {
  const [stack] = appWith(json).stacks;
  const expected = [{ guardrail: id, address: `${plant.type}.${ID}`, path: 'x', expected: plant.expected }];
  return lostExpectations(stack, expected, ROWS).map(({ problem }) => problem.got);
}

const CASES = IN_TERRAFORM.flatMap(({ id, optional = false }) =>
  [OWN_PLANTED[id] ?? []].flat().map((plant) => ({ id, optional, plant })),
);

describe('what the library makes itself', () => {
  test('has a planted violation for every row, and no other one', () => {
    expect(Object.keys(OWN_PLANTED).sort()).toEqual([...ROWS.keys()].sort());
    expect([...new Set(CASES.map(({ id }) => id))]).toEqual([...ROWS.keys()]);
  });

  test.each(CASES)('$id: holds as it is made', ({ id, plant }) => {
    expect(lostWith(id, plant, jsonOf(plant, plant.sound))).toEqual([]);
  });

  test.each(CASES)('$id: is lost in every representation', ({ id, plant }) => {
    const forms = Object.entries(REPRESENTATIONS).flatMap(([name, write]) => {
      const form = write(plant);
      return form ? [[name, merged(jsonOf(plant, form.body), form.extra)] as const] : [];
    });
    const later = exchanged(plant.broken, plant.sound, () => LATER) as Json;
    const plans = NOT_IN_PLAN.includes(id)
      ? []
      : [plant.broken, later].map((body) => ['plan', stackOfPlan(planOf(jsonOf(plant, body)))] as const);
    const kept = [...forms, ...plans].filter(([, json]) => lostWith(id, plant, json).length === 0).map(([name]) => name);
    expect(forms.length).toBeGreaterThan(8);
    expect(kept).toEqual([]);
  });

  test.each(CASES)('$id: is lost with the child, or with its effect, unless a team may take it out', ({ id, optional, plant }) => {
    expect(lostWith(id, plant, {})).toEqual(optional ? [] : ['no such resource in the output']);
    for (const effect of EFFECTS) {
      const lost = lostWith(id, plant, jsonOf(plant, merged(plant.sound, effect)));
      expect([effect, lost.length > 0]).toEqual([effect, !optional]);
    }
  });
});
