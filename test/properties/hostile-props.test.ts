import { declarations } from './hostile/declarations';
import { DISGUISES } from './hostile/disguises';
import { DOORS, NO_DOORS } from './hostile/doors';
import type { Door } from './hostile/doors';
import { faultOf, isWritten, leftoversIn, outcomeOf } from './hostile/judge';
import type { Path } from './hostile/plant';
import { pathsIn, planted, valueAt } from './hostile/plant';
import { ONLY_GIVEN, SAMPLES } from './hostile/samples';
import { HOSTILE } from './hostile/values';
import { World } from './hostile/world';

const DECLARED = declarations();

test('every prop that the library declares has a sound value here', () => {
  const world = new World();
  const known = Object.entries(SAMPLES).map(([name, samples]) => [name, [...new Set(samples(world).flatMap(Object.keys))].sort()]);
  const declared = [...DECLARED.structs].filter(([name]) => !ONLY_GIVEN.includes(name)).map(([name, props]) => [name, [...props].sort()]);
  expect(Object.fromEntries(known)).toEqual(Object.fromEntries(declared));
});

test('every way by which a value comes in is called here, with all of its arguments', () => {
  const declared = [...DECLARED.doors].filter(([name]) => !(name in NO_DOORS));
  const called = Object.entries(DOORS).map(([name, door]) => [name, Math.max(...door.arguments(new World()).map((given) => given.length))]);
  expect(Object.fromEntries(called)).toMatchObject(Object.fromEntries(declared));
});

/** Each door with each list of its sound arguments. */
const CALLS = Object.entries(DOORS).flatMap(([name, door]) =>
  door.arguments(new World()).map((_, index) => ({ name: index === 0 ? name : `${name}, in another way`, door, index })),
);

const argumentsOf = (door: Door, index: number) => (world: World) => door.arguments(world)[index];

function plainOutput(door: Door, index: number): Record<string, string> {
  const outcome = outcomeOf(door, argumentsOf(door, index));
  if ('refused' in outcome) throw new Error(`the sound arguments are refused: ${outcome.refused}`);
  return outcome.files;
}

/** Each value is planted at every sixteenth path, each time at others: all of them take minutes. */
const EVERY = 16;

/** A world in which calls are refused; one that is not needs another, since it takes names. */
let shared = new World();

/** What is wrong with what becomes of a hostile value at each of the paths; where nothing refuses it at once, in one synth. */
function faultsOf(door: Door, index: number, value: unknown, turn: number, plain: Record<string, string>): string[] {
  const sound = argumentsOf(door, index);
  const taken: Path[] = [];
  const paths = pathsIn(sound(shared)).filter((_, at) => (at + turn) % EVERY === 0);
  const early = paths.flatMap((path) => {
    const fault = refusedEarly(door, (world) => planted(sound(world), path, value) as readonly unknown[]);
    if (fault === undefined) taken.push(path);
    return fault ? [`${path.join('.')}: ${fault}`] : [];
  });
  return [...early, ...faultsInOutput(door, index, value, taken, plain)];
}

function faultsInOutput(door: Door, index: number, value: unknown, taken: readonly Path[], plain: Record<string, string>): string[] {
  const sound = argumentsOf(door, index);
  // Where one value lies within another, the outer one takes its place.
  const outer = taken.filter((path) => !taken.some((other) => other.length < path.length && other.every((key, at) => key === path[at])));
  if (outer.length === 0) return [];
  const at = outer.map((path) => path.join('.')).join(', ');
  const put = (world: World) => outer.reduce<unknown>((given, path) => planted(given, path, value), sound(world)) as readonly unknown[];
  const outcome = outcomeOf(door, put);
  if ('refused' in outcome) {
    if (outer.length > 1) return outer.flatMap((path) => faultsInOutput(door, index, value, [path], plain));
    return outcome.refused === '' ? [] : [`${at}: ${outcome.refused}`];
  }
  const lost = outer.filter((path) => typeof value === 'string' && !/TfToken|e\+29/i.test(value) && isWritten(plain, String(valueAt(sound(shared), path))));
  return [
    ...leftoversIn(outcome.files, plain).map((found) => `${at}: ${found}`),
    ...(lost.length > 0 && !isWritten(outcome.files, String(value)) ? [`${at}: the value is not what is written`] : []),
  ];
}

/** What is wrong with the refusal of a call; nothing is known if it is not refused at once. */
function refusedEarly(door: Door, put: (world: World) => readonly unknown[]): string | undefined {
  const given = put(shared);
  const undo = shared.remember();
  try {
    door.open(shared, given as never[]);
    shared = new World();
    return undefined;
  } catch (error) {
    if (!undo()) shared = new World();
    return faultOf(error);
  }
}

describe.each(CALLS)('$name', ({ door, index }) => {
  let plain: Record<string, string>;
  beforeAll(() => {
    plain = plainOutput(door, index);
  });

  test.each(Object.entries(DISGUISES))('writes what it was given first: %s', (_, { make, after }) => {
    const disguised = outcomeOf(door, (world) => argumentsOf(door, index)(world).map(make), after);
    expect(disguised).toEqual({ files: plain });
  });

  test('refuses what is hostile in its own words, or writes it as it is', () => {
    const faults = Object.entries(HOSTILE).flatMap(([what, value], turn) =>
      faultsOf(door, index, value, turn, plain).map((fault) => `${what} in ${fault}`),
    );
    expect(faults).toEqual([]);
  });
});
