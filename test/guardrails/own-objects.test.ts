import type { Json } from '../../lib/core/json';
import { ALL_OWN_GUARDRAILS } from '../../lib/data/own-guardrails';
import { judge } from '../../lib/guardrails/guarantees';
import { AppModel, StackKind } from '../../lib/guardrails/model/app-model';
import type { AppInput } from '../../lib/guardrails/model/app-model';
import type { ExpectedAt } from '../../lib/guardrails/model/expected';
import { addressOfObject, objectOfManifest } from '../../lib/guardrails/model/kubernetes';
import { stackOfPlan } from '../../lib/guardrails/model/plan';
import { exchanged, merged } from './planted/exchange';
import { OBJECT_PLANTED } from './planted/own-objects';
import type { ObjectPlant } from './planted/own-objects';
import { LATER, planOf } from './planted/plan';
import type { Plant } from './planted/plant';
import { REPRESENTATIONS } from './planted/representations';

/** Which object it is has to be told first: at synth by what can be read, in a plan always. */
const UNTOLD = ['unreadable', 'unreadable call', 'for_each unreadable', 'plan: unreadable'];

const CASES = Object.entries(OBJECT_PLANTED).flatMap(([id, planted]) => planted.map((plant, index) => ({ id, index, plant })));

function expectedAt(id: string, { sound, expected }: ObjectPlant): ExpectedAt {
  return { guardrail: id, address: addressOfObject(objectOfManifest(sound))!, path: 'x', expected };
}

/** How often a promise is lost, whatever reason is given. */
function lostIn(id: string, plant: ObjectPlant, input: Partial<AppInput>): number {
  const promise = expectedAt(id, plant);
  const stacks = [{ name: 'own', json: {}, facts: { kind: StackKind.SERVICE } }];
  const app = new AppModel({ stacks, documents: [], promised: (address) => (address === promise.address ? [promise] : []), ...input });
  const { lost } = judge(app, new Map(), ALL_OWN_GUARDRAILS, (finding) => ({ finding, reason: 'the reviewers agreed', silent: false }));
  const row = ALL_OWN_GUARDRAILS.get(id)!;
  const rule = typeof row.rule === 'string' ? row.rule : row.rule(plant.expected);
  return lost.filter(({ allowed, fix }) => allowed === rule && fix.endsWith('this cannot be changed')).length;
}

const asDocument = (id: string, plant: ObjectPlant, body: Json): Partial<AppInput> => ({
  documents: [{ stack: 'own', path: 'own/X: X', body, promised: [expectedAt(id, plant)] }],
});

const asStack = (json: Json, kind: StackKind): Partial<AppInput> => ({ stacks: [{ name: 'stack', json, facts: { kind } }] });
const asManifest = (manifest: unknown): Json => ({ resource: { kubernetes_manifest: { planted: manifest } } });

/** Everything that a violation can be in, in Terraform. */
function formsOf({ sound, broken }: ObjectPlant): [name: string, json: Json][] {
  const plant: Plant = { type: 'kubernetes_manifest', sound: { manifest: sound }, broken: { manifest: broken } };
  const forms = Object.entries(REPRESENTATIONS).flatMap(([name, write]): [string, Json][] => {
    const form = write(plant);
    return form && !name.endsWith('as a whole') ? [[name, merged(asManifest(form.body), form.extra)]] : [];
  });
  const later = exchanged(plant.broken, plant.sound, () => LATER) as Json;
  const inPlan = (body: Json) => stackOfPlan(planOf(asManifest(body)));
  const unknown: [string, Json][] = JSON.stringify(later).includes(LATER) ? [['plan: unreadable', inPlan(later)]] : [];
  return [...forms, ['plan', inPlan(plant.broken)], ...unknown];
}

describe('what the library writes for Argo CD', () => {
  test('has a planted violation for every row of objects, and no other one', () => {
    const inTerraform = /^own\.(bucket|companion|database|default-deny|kafka\.(binding|reader)|labels|namespace|parameter|pod|role|service-account|tags)/;
    expect(Object.keys(OBJECT_PLANTED).sort()).toEqual([...ALL_OWN_GUARDRAILS.keys()].filter((id) => !inTerraform.test(id)).sort());
    expect(Object.values(OBJECT_PLANTED).every((planted) => planted.length > 0)).toBe(true);
  });

  test.each(CASES)('$id ($index): holds as it is written, and by another name it is another object', ({ id, plant }) => {
    expect(lostIn(id, plant, asDocument(id, plant, plant.sound))).toBe(0);
    expect(lostIn(id, plant, asStack(asManifest({ manifest: plant.sound }), StackKind.SERVICE))).toBe(0);
    const other = { ...plant.broken, metadata: { name: 'other' } };
    expect(lostIn(id, plant, asStack(asManifest({ manifest: other }), StackKind.SERVICE))).toBe(0);
  });

  test.each(CASES)('$id ($index): is lost in every representation, and no reason lifts it', ({ id, plant }) => {
    expect(lostIn(id, plant, asDocument(id, plant, plant.broken))).toBe(1);
    const forms = formsOf(plant).filter(([name]) => id !== 'own.object' || !UNTOLD.includes(name));
    const kept = Object.values(StackKind).flatMap((kind) =>
      forms.filter(([, json]) => lostIn(id, plant, asStack(json, kind)) === 0).map(([name]) => `${kind}: ${name}`),
    );
    expect(forms.length).toBeGreaterThan(4);
    expect(kept).toEqual([]);
  });
});

test('another kind, name or namespace of a document is another object than was promised', () => {
  const [plant] = OBJECT_PLANTED['own.object'];
  const changes = [{ kind: 'Other' }, { metadata: { name: 'x', namespace: 'other' } }, { metadata: { name: 'other', namespace: 'x' } }, { metadata: {} }];
  for (const change of changes) expect(lostIn('own.object', plant, asDocument('own.object', plant, { ...plant.sound, ...change }))).toBe(1);
});
