import { groupedBy } from '../core/grouped-by';
import type { Problem } from '../core/problems';
import { show } from '../core/problems';
import { appliedObjects, lostFile, lostResource } from './data-fate';
import { GITOPS } from './gitops-tree';
import type { HeldData, HoldingStacks } from './held-data';
import { RETIRED_FILE, retirementLine } from './retired';
import type { Retired } from './retired';

/** Something that held data, and that a change would destroy, replace or leave without an owner. */
export interface Loss {
  readonly stack: string;
  /** Whether it is in production; where nobody says what a stack is, it counts as that. */
  readonly production: boolean;
  /** What names it in the file of what may go. */
  readonly key: string;
  /** What it is, with its physical name. */
  readonly what: string;
  /** What becomes of it, in words. */
  readonly fate: string;
  /** Where something of the same name is now. */
  readonly elsewhere: readonly string[];
}

/** The page that says how data is moved, renamed and retired. */
export const RUNBOOKS = 'docs/runbooks.md';

/** The losses in production that no line of the file allows, and lines that would let go of what is new. */
export function lostData(before: HoldingStacks, after: HoldingStacks, retired: Retired): Problem[] {
  const refused = lossesOf(before, after).filter((loss) => loss.production && !isRetired(loss, retired));
  return [...refused.map(refusalOf), ...staleLines(before, after, retired)];
}

/** All that held data and does so no more, in any environment. */
export function lossesOf(before: HoldingStacks, after: HoldingStacks): Loss[] {
  const objects = appliedObjects(after);
  let elsewhere: ReturnType<typeof elsewhereIn> | undefined;
  return [...before].flatMap(([stack, { environment, production, data = [] }]) => {
    const now = after.get(stack);
    const isProduction = production ?? environment === undefined;
    return data.flatMap((held): Loss[] => {
      const fate = held.address === undefined ? lostFile(held, environment, objects) : lostResource(held, now);
      if (fate === undefined) return [];
      const [key, what] = [keyOf(stack, held), whatOf(held)];
      elsewhere ??= elsewhereIn(after);
      return [{ stack, production: isProduction || now?.production === true, key, what, fate, elsewhere: elsewhere(key, held) }];
    });
  });
}

/** Whether a person wrote down that it may go. */
export function isRetired({ key, what }: Pick<Loss, 'key' | 'what'>, retired: Retired): boolean {
  return retired.get(key)?.what === what;
}

/** What names something in the file of what may go. */
export function keyOf(stack: string, { address, file = '' }: HeldData): string {
  return `${stack}/${address ?? file.replace(`${GITOPS}/`, '')}`;
}

/** What it is, with its physical name. */
export function whatOf({ kind, name, namespace }: HeldData): string {
  return [kind, [namespace, name].filter((part) => part !== undefined).join('/')].filter((part) => part !== '').join(' ');
}

function refusalOf({ key, what, fate, elsewhere: places }: Loss): Problem {
  const hint = places.length === 0 ? '' : `; the same name is in ${places.join(', ')}: renamed or moved?`;
  return {
    path: key,
    got: `${what}, which holds data: ${fate}${hint}`,
    allowed: `that it stays as it is, or a line in ${RETIRED_FILE} beside the lock with the reason and the date`,
    fix: `put it back, or do what ${RUNBOOKS} says; where it may go, the line is ${retirementLine(key, what)}`,
  };
}

/** What one provisioner makes, by the request that another one serves. */
const SAME_THING: Readonly<Record<string, string>> = {
  ObjectBucket: 'aws_s3_bucket',
  PostgreSQLInstance: 'aws_db_instance',
  RedisCache: 'aws_elasticache_replication_group',
};

/** Where something of a name is now: the same thing at another place, or what another provisioner makes of it. */
function elsewhereIn(after: HoldingStacks): (key: string, held: HeldData) => string[] {
  const places = [...after].flatMap(([stack, { data = [] }]) => data.map((held): Place => ({ key: keyOf(stack, held), held })));
  const exact = groupedBy(places, ({ held }) => nameIn(held, held.name));
  const longer = groupedBy(
    places.flatMap((place) => startsOf(place.held).map((start) => ({ place, start }))),
    ({ place, start }) => nameIn(place.held, start),
  );
  return (key, held) => {
    const shorter = startsOf(held).flatMap((start) => exact.get(nameIn(held, start)) ?? []);
    const same = [...(exact.get(nameIn(held, held.name)) ?? []), ...(longer.get(nameIn(held, held.name)) ?? []).map(({ place }) => place)];
    return [...shorter, ...same].filter((place) => place.key !== key && isSameThing(held, place.held)).map((place) => place.key);
  };
}

/** Something that holds data, and where. */
interface Place {
  readonly key: string;
  readonly held: HeldData;
}

function nameIn(held: HeldData, name = ''): string {
  return `${thing(held)} ${name}`;
}

/** The shorter names that a name begins with, as far as a hyphen. */
function startsOf({ name = '' }: HeldData): string[] {
  return [...name.matchAll(/-/g)].map(({ index }) => name.slice(0, index));
}

function isSameThing(one: HeldData, other: HeldData): boolean {
  if (one.name === undefined || other.name === undefined || thing(one) !== thing(other)) return false;
  const [short, long] = [one.name, other.name].sort((a, b) => a.length - b.length);
  // What AWS has is named after its environment too, a request after its service's namespace alone.
  return short === long || (one.kind !== other.kind && long.startsWith(`${short}-`));
}

function thing({ kind }: HeldData): string {
  const plain = kind.replace(/\..*/, '');
  return SAME_THING[plain] ?? plain;
}

/** A line that allowed something to go must not be there when the same comes again: it would let that go too. */
function staleLines(before: HoldingStacks, after: HoldingStacks, retired: Retired): Problem[] {
  const pairsOf = (stacks: HoldingStacks) =>
    [...stacks].flatMap(([stack, { data = [] }]) => data.map((held) => ({ key: keyOf(stack, held), what: whatOf(held) })));
  const known = new Set(pairsOf(before).map(({ key, what }) => `${key} ${what}`));
  return pairsOf(after)
    .filter((pair) => isRetired(pair, retired) && !known.has(`${pair.key} ${pair.what}`))
    .map(({ key, what }) => ({
      path: `${RETIRED_FILE}: ${show(key)}`,
      got: `a line for ${what}, which the code has again`,
      allowed: 'lines for what is gone: a reason from before must not let a new one go',
      fix: 'remove the line',
    }));
}
