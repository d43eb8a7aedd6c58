import { canonical } from '../../core/canonical';
import { fieldAt, isPlainObject, many } from '../../core/json';
import type { Json } from '../../core/json';
import type { Problem } from '../../core/problems';
import { show } from '../../core/problems';
import { podTemplateOf } from '../../guardrails/rows/pods';
import type { AppValues } from '../values/app-values';

/** What an object stays, whatever patches it: the rest of the output refers to it by these. */
const IDENTITY = ['apiVersion', 'kind', 'metadata.name', 'metadata.namespace'];

/** What a patch changed of an object that has to stay: which object it is, whose it is, and the image that promotion writes. */
export function keptProblem(where: string, before: Json, after: Json, values: AppValues): Problem[] {
  const path = `${where}: ${String(before.kind)} ${String(fieldAt(before, 'metadata.name'))}`;
  const problem = (field: string, got: unknown, allowed: string, fix: string) => ({
    path: `${path} ${field}`,
    got: show(got),
    allowed,
    fix,
  });
  const identity = IDENTITY.filter((field) => fieldAt(before, field) !== fieldAt(after, field)).map((field) =>
    problem(
      field,
      fieldAt(after, field),
      `${show(fieldAt(before, field))}: a patch leaves an object the one that it is`,
      'add another object: app.add',
    ),
  );
  const owners = Object.entries(values.labels).filter(([key, value]) => labelOf(after, key) !== value);
  const labels = owners.map(([key, value]) =>
    problem(
      `metadata.labels['${key}']`,
      labelOf(after, key),
      `${show(value)}: the labels of the owner stay`,
      'leave the label as it is',
    ),
  );
  return [...identity, ...labels, ...images(problem, before, after)];
}

function images(
  problem: (field: string, got: unknown, allowed: string, fix: string) => Problem,
  before: Json,
  after: Json,
): Problem[] {
  const [own, now] = [before, after].map(containersOf);
  if (own.length === 0 || canonical(own[0]) === canonical(now[0] ?? {})) return [];
  const allowed = `${show(own[0])} as the first container: promotion changes its image in the values`;
  return [problem('containers[0]', now[0], allowed, 'add containers after it, and give the image by image and imageTag')];
}

/** The name and image of the containers of an object's pods. */
function containersOf(document: Json): Json[] {
  const spec = podTemplateOf(document)?.spec;
  return many(isPlainObject(spec) ? spec.containers : undefined).map(({ name, image }) => ({ name, image }));
}

function labelOf(document: Json, key: string): unknown {
  const labels = fieldAt(document, 'metadata.labels');
  return isPlainObject(labels) ? labels[key] : undefined;
}
