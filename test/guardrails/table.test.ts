import type { Json } from '../../lib/core/json';
import { findingsOf, GuardrailIndex } from '../../lib/guardrails/check';
import { judge } from '../../lib/guardrails/guarantees';
import type { Finding, Guardrail } from '../../lib/guardrails/guardrail';
import { StackKind } from '../../lib/guardrails/model/app-model';
import type { AppModel } from '../../lib/guardrails/model/app-model';
import { stackOfPlan } from '../../lib/guardrails/model/plan';
import { GUARDRAILS } from '../../lib/guardrails/table';
import { PLANTED } from './planted';
import { aimed, manifestOf } from './planted/aims';
import { appWith, appWithDocument, ID, isPlanted, jsonOf } from './planted/app';
import { exchanged, merged } from './planted/exchange';
import { LATER, planOf } from './planted/plan';
import type { Plant } from './planted/plant';
import { REPRESENTATIONS } from './planted/representations';

const INDEX = new GuardrailIndex(GUARDRAILS);

/** Whether a row finds what was planted in an app. */
function isFound(id: string, plant: Plant, app: AppModel): boolean {
  return findingsOf(app, INDEX).some(({ guardrail, subject }) => guardrail.id === id && isPlanted(plant, subject.address));
}

/** One violation in one representation. */
interface Case {
  readonly name: string;
  readonly plant: Plant;
  readonly app: AppModel;
}

/** Everything that a violation can be in. */
function casesOf(row: Guardrail, plant: Plant): Case[] {
  const forms = plant.type.startsWith('document:') ? [] : [plant, ...manifestOf(row, plant)];
  const inTerraform = forms.flatMap((form) => [...writtenCases(row, form), ...planCases(form), ...aimedCases(form)]);
  return [...inTerraform, ...documentCases(row, plant)].filter(({ name, plant: { except = {} } }) =>
    Object.keys(except).every((each) => !name.includes(each)),
  );
}

/** As a team writes it: in the stack of its service, in one beside it, and in all others that the row is for. */
function writtenCases({ stacks }: Guardrail, plant: Plant): Case[] {
  const kinds = [StackKind.SERVICE, StackKind.TEAM, ...[StackKind.PLATFORM, StackKind.FOREIGN].filter((kind) => stacks.includes(kind))];
  return Object.entries(REPRESENTATIONS).flatMap(([name, write]) => {
    const form = write(plant);
    if (!form) return [];
    const json = merged(jsonOf(plant, form.body), plant.beside, form.extra);
    return kinds.map((kind) => ({ name: `${kind} stack: ${name}`, plant, app: appWith(json, kind, plant.facts) }));
  });
}

function planCases(plant: Plant): Case[] {
  const { broken, sound, beside, facts } = plant;
  const later = exchanged(broken, sound, () => LATER) as Json;
  const inPlan = (body: Json) => appWith(stackOfPlan(planOf(merged(jsonOf(plant, body), beside))), StackKind.SERVICE, facts);
  const unknown = JSON.stringify(later).includes(LATER) ? [{ name: 'plan: unreadable', plant, app: inPlan(later) }] : [];
  return [{ name: 'plan', plant, app: inPlan(broken) }, ...unknown];
}

/** What points at the role or the namespace of the service, from stacks that may otherwise do as they like. */
function aimedCases(given: Plant): Case[] {
  const plant = aimed(given);
  if (!plant) return [];
  const json = merged(jsonOf(plant, plant.broken), plant.beside);
  return [StackKind.FOREIGN, StackKind.PLATFORM].map((kind) => ({ name: `aimed from a ${kind} stack`, plant, app: appWith(json, kind) }));
}

function documentCases(row: Guardrail, plant: Plant): Case[] {
  const [, kind] = plant.type.split('document:');
  const manifests = manifestOf(row, plant).map(({ broken }) => broken.manifest as Json);
  const objects: Json[] = kind === undefined ? manifests : [{ apiVersion: 'x/v1', kind, ...plant.broken }];
  return objects.map((object) => {
    const type = `document:${String(object.kind)}`;
    return { name: 'document', plant: { ...plant, type }, app: appWithDocument(type, object) };
  });
}

const planted = (id: string): readonly Plant[] => PLANTED[id] ?? [];

describe('the table of guardrails', () => {
  test('has a planted violation for every row, and no other one', () => {
    expect(Object.keys(PLANTED).sort()).toEqual(GUARDRAILS.map(({ id }) => id).sort());
    expect(Object.values(PLANTED).filter((each) => each.length === 0)).toEqual([]);
  });

  test('has each id once, and a sentence and a way out in each row', () => {
    expect(new Set(GUARDRAILS.map(({ id }) => id)).size).toBe(GUARDRAILS.length);
    for (const { rule, fix, must } of GUARDRAILS) expect([rule, fix, must.name].every((text) => text.trim().length > 5)).toBe(true);
  });

  test('says why where a representation is left out, and leaves out few', () => {
    const reasons = Object.values(PLANTED).flatMap((plants) => plants.flatMap(({ except = {} }) => Object.values(except)));
    expect(reasons.filter((reason) => reason.length < 20)).toEqual([]);
    expect(GUARDRAILS.flatMap((row) => planted(row.id).flatMap((plant) => casesOf(row, plant))).length).toBeGreaterThan(6000);
  });

  test.each(GUARDRAILS)('$id: is found in every representation', (row) => {
    const cases = planted(row.id).flatMap((plant) => casesOf(row, plant));
    const missed = cases.filter(({ plant, app }) => !isFound(row.id, plant, app)).map(({ name, plant }) => `${plant.type}: ${name}`);
    expect(missed).toEqual([]);
  });

  test('finds nothing that no row is about', () => {
    const [plant] = planted('bucket.force-destroy');
    const app = appWith(jsonOf(plant, plant.broken));
    expect(findingsOf(app, new GuardrailIndex(GUARDRAILS.filter(({ id }) => id !== 'bucket.force-destroy'))).map(({ guardrail }) => guardrail.id))
      .not.toContain('bucket.force-destroy');
    expect(isFound('bucket.force-destroy', plant, app)).toBe(true);
  });

  test.each(GUARDRAILS)('$id: finds nothing in what is right', (row) => {
    for (const plant of planted(row.id)) expect([plant.type, isFound(row.id, plant, soundApp(plant))]).toEqual([plant.type, false]);
  });
});

/** The app with what is right instead of the violation, or with nothing in its place. */
function soundApp(plant: Plant): AppModel {
  const { type, sound, beside, soundBeside } = plant;
  if (type.startsWith('document:')) return appWithDocument(type, { apiVersion: 'x/v1', kind: type.replace('document:', ''), ...sound });
  return appWith(merged(sound === undefined ? {} : jsonOf(plant, sound), beside, soundBeside));
}

/** What is left of the findings of a row in an app when everything has a reason. */
function left(row: Guardrail, plant: Plant, app: AppModel): { readonly lost: number; readonly lifted: number } {
  const isAbout = (finding: Finding) => finding.guardrail.id === row.id && isPlanted(plant, finding.subject.address);
  const lifted: Finding[] = [];
  const { lost } = judge(app, new Map(), new Map(), (finding) => {
    if (isAbout(finding)) lifted.push(finding);
    return { finding, reason: 'the reviewers agreed', silent: false };
  });
  const found = findingsOf(app, INDEX).filter(isAbout);
  expect(lost.length).toBeGreaterThanOrEqual(found.length - lifted.length);
  return { lost: found.length - lifted.length, lifted: lifted.length };
}

describe('a written reason', () => {
  const written = (plant: Plant) =>
    plant.type.startsWith('document:')
      ? appWithDocument(plant.type, { apiVersion: 'x/v1', kind: plant.type.replace('document:', ''), ...plant.broken })
      : appWith(merged(jsonOf(plant, plant.broken), plant.beside), StackKind.SERVICE, plant.facts);

  test.each(GUARDRAILS)('$id: lifts what the row says', (row) => {
    for (const plant of planted(row.id)) {
      const { lost, lifted } = left(row, plant, written(plant));
      expect([plant.type, lost > 0, lifted > 0]).toEqual([plant.type, row.lifted !== 'all', row.lifted === 'all']);
    }
  });

  test('lifts what cannot be read of the rows that say so, and nothing that can', () => {
    const rows = GUARDRAILS.filter(({ lifted }) => lifted === 'unreadable');
    expect(rows.map(({ id }) => id)).toEqual(['network.peers']);
    const [plant] = planted('network.peers');
    const { body, extra } = REPRESENTATIONS['dynamic unreadable'](plant)!;
    expect(left(rows[0], plant, appWith(merged(jsonOf(plant, body), extra)))).toEqual({ lost: 0, lifted: 1 });
  });

  const liftable = GUARDRAILS.filter(({ lifted }) => lifted !== 'nothing');

  test.each(liftable)('$id: lifts nothing of what the library made, unless the row says so', (row) => {
    for (const plant of planted(row.id).filter(({ type }) => !/^(document|provider|section):/.test(type))) {
      const own = new Set([`${plant.type}.${plant.name ?? ID}`]);
      const app = appWith(merged(jsonOf(plant, plant.broken), plant.beside), StackKind.SERVICE, { ...plant.facts, own });
      const { lost, lifted } = left(row, plant, app);
      expect([plant.type, lifted > 0]).toEqual([plant.type, row.ownToo === true]);
      expect(lost > 0 || lifted > 0 || !isFound(row.id, plant, app)).toBe(true);
    }
  });
});
