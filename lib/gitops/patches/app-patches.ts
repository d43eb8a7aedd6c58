import { canonical } from '../../core/canonical';
import type { Json } from '../../core/json';
import type { Problem } from '../../core/problems';
import { closest, show } from '../../core/problems';
import type { AppValues, PatchValues } from '../values/app-values';
import { changeBetween, changed, withoutNulls } from './change';
import type { ObjectPatch } from './object-patch';
import { keptProblem } from './promises';
import { roomProblems } from './room';

/** A patch of the objects of an application. */
export interface GivenPatch {
  readonly kind: string;
  readonly name?: string;
  readonly patch: ObjectPatch;
}

/** What patches make of an application. */
interface PatchedApp {
  /** What its chart changes, object by object. */
  readonly patches: readonly PatchValues[];
  /** The objects that are other ones now. */
  readonly documents: readonly Json[];
  readonly problems: readonly Problem[];
}

/** One object on its way through the patches. */
interface PatchedObject {
  readonly before: Json;
  after: Json;
}

/**
 * Applies the patches of an application to its objects, one after the other.
 *
 * @param where the application, for whoever reads of a problem
 * @param rendered its objects without any patch
 */
export function patchedApp(
  where: string,
  given: readonly GivenPatch[],
  rendered: () => readonly object[],
  values: AppValues,
): PatchedApp {
  if (given.length === 0) return { patches: [], documents: [], problems: [] };
  const objects = rendered().map((object): PatchedObject => {
    const before = JSON.parse(JSON.stringify(object)) as Json;
    return { before, after: before };
  });
  const problems = given.flatMap((each) => problemsOfPatch(where, each, objects));
  const others = objects.filter(({ before, after }) => canonical(before) !== canonical(after));
  return {
    problems: [
      ...problems,
      ...others.flatMap(({ before, after }) => [...keptProblem(where, before, after, values), ...roomProblems(where, before, after)]),
    ],
    documents: others.map(({ after }) => after),
    patches: others.map(({ before, after }) => ({
      kind: kindOf(before),
      name: nameOf(before),
      change: changeBetween(before, after) as Json,
    })),
  };
}

function problemsOfPatch(where: string, { kind, name, patch }: GivenPatch, objects: readonly PatchedObject[]): Problem[] {
  const path = `${where}: patch of ${kind}${name === undefined ? '' : ` ${name}`}`;
  const meant = objects.filter(({ before }) => kindOf(before) === kind && (name === undefined || nameOf(before) === name));
  if (meant.length === 0) return [unmatched(path, kind, name, objects)];
  const problems: Problem[] = [];
  for (const object of meant) {
    const applied = afterPatch(object, patch, path);
    if ('problem' in applied) problems.push(applied.problem);
    else object.after = applied.after;
  }
  return problems;
}

function unmatched(path: string, kind: string, name: string | undefined, objects: readonly PatchedObject[]): Problem {
  const present = objects.map(({ before }) => `${kindOf(before)} ${nameOf(before)}`);
  const near = closest(`${kind} ${name ?? ''}`, present);
  return {
    path,
    got: `no ${kind}${name === undefined ? '' : ` of the name ${show(name)}`}`,
    allowed: `an object that the application is made of: ${present.join(', ')}`,
    fix: near === undefined ? 'name one of them' : `did you mean ${near}?`,
  };
}

/** What an object is after a patch, or why it is not. */
type Applied = { readonly after: Json } | { readonly problem: Problem };

function afterPatch({ before, after: present }: PatchedObject, patch: ObjectPatch, path: string): Applied {
  const refused = (got: string, allowed: string, fix: string): Applied => ({ problem: { path, got, allowed, fix } });
  let after: Json;
  try {
    after = withoutNulls(patch._appliedTo(present)) as Json;
  } catch (error) {
    const [reason] = (error as Error).message.split('\n');
    const allowed = `a patch that fits ${kindOf(before)} ${nameOf(before)}`;
    return refused(reason, allowed, 'look at the object in the output for the path that it has');
  }
  if (canonical(after) === canonical(present)) {
    return refused('a patch that changes nothing', 'a patch that changes the object', 'remove it');
  }
  if (canonical(changed(before, changeBetween(before, after))) === canonical(after)) return { after };
  return refused('a patch that makes an object of a list', 'a patch after which a list is a list', 'write a list of that field');
}

function kindOf({ kind }: Json): string {
  return String(kind);
}

function nameOf({ metadata }: Json): string {
  return String((metadata as Json | undefined)?.name);
}
