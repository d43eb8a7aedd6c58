import { breach } from '../../core/limits';
import { closest, listed, show } from '../../core/problems';
import type { Problem } from '../../core/problems';
import type { Platform } from '../../platform/platform';
import { teamLimit } from '../../service/validate-service';
import { IN_EVERY } from './document-form';
import type { DocumentForms } from './document-form';
import { merged } from './merge';
import { problemAt, shown, valueAt } from './node';
import type { DocumentNode, MapNode } from './node';
import { ValueReader } from './read-value';
import type { PropsValue } from './value';

/** A service in one environment, as a document describes it. */
export interface ServiceValues {
  readonly environment: string;
  /** By the names of the document's parts; those of the service itself by their names in code. */
  readonly values: PropsValue;
}

/** A document that was read for a platform. */
export interface ServiceDocument {
  readonly services: readonly ServiceValues[];
  readonly problems: readonly Problem[];
}

/** Reads a document for each environment of a platform. A problem of every environment is there once. */
export function readService(root: DocumentNode, platform: Platform, forms: DocumentForms): ServiceDocument {
  const problems: Problem[] = [];
  const environments = valueAt(root, 'environments');
  problems.push(...problemsOfTeam(valueAt(root, 'team'), platform), ...problemsOfEnvironments(environments, platform));
  const services = platform.environments.flatMap(({ name }) => {
    const over = valueAt(environments, name);
    if (isFalse(over)) return [];
    const reader = new ValueReader();
    const values = reader.read(forms.document, inEnvironment(root, over, forms));
    problems.push(...reader.problems, ...keysOfEvery(over));
    return values?.kind === 'props' ? [{ environment: name, values }] : [];
  });
  if (services.length === 0 && problems.length === 0) {
    const allowed = `one or more of ${listed(platform.environments.map(({ name }) => name))}`;
    problems.push(problemAt(environments!.at, { got: 'no environment', allowed, fix: 'remove one that is false' }));
  }
  return { services, problems: withoutTwins(problems) };
}

/** Each problem once. */
export function withoutTwins(problems: readonly Problem[]): Problem[] {
  const known = new Map(problems.map((problem) => [JSON.stringify(problem), problem]));
  return [...known.values()];
}

/** The document with what an environment changes, and without what was for others. */
function inEnvironment(root: DocumentNode, over: DocumentNode | undefined, forms: DocumentForms): DocumentNode {
  if (root.kind !== 'map') return root;
  const base: MapNode = { ...root, entries: root.entries.filter(({ key }) => key !== 'environments') };
  const own = over?.kind === 'map' ? { ...over, entries: over.entries.filter(({ key }) => !IN_EVERY.includes(key)) } : undefined;
  return own ? merged(forms.override, base, own) : base;
}

/** A text that is no team of the platform, which is known before the service is made. */
function problemsOfTeam(node: DocumentNode | undefined, platform: Platform): Problem[] {
  if (node?.kind !== 'scalar' || typeof node.value !== 'string') return [];
  const problem = breach(shown(node.at), node.value, teamLimit(platform));
  return problem ? [problem] : [];
}

function problemsOfEnvironments(node: DocumentNode | undefined, platform: Platform): Problem[] {
  if (node === undefined) return [];
  const allowed = 'an object with the name of each environment that differs';
  if (node.kind !== 'map') return [problemAt(node.at, { got: 'no object', allowed, fix: 'write production: { replicas: 3 }' })];
  const names = platform.environments.map(({ name }) => name);
  return node.entries.flatMap(({ key, at, value }) => {
    if (!names.includes(key)) {
      const meant = closest(key, names);
      const fix = meant === undefined ? 'remove it' : `did you mean ${show(meant)}?`;
      return [problemAt(at, { got: 'an environment that the platform does not have', allowed: listed(names), fix })];
    }
    if (value.kind === 'map' || isFalse(value)) return [];
    const fix = 'write its keys below, or false';
    return [problemAt(value.at, { got: 'no object', allowed: 'what differs there, or false if the service is not there', fix })];
  });
}

/** A service has one name and one team, wherever it runs. */
function keysOfEvery(over: DocumentNode | undefined): Problem[] {
  const entries = over?.kind === 'map' ? over.entries.filter(({ key }) => IN_EVERY.includes(key)) : [];
  return entries.map(({ key, at }) => {
    const allowed = 'what can differ from one environment to another';
    return problemAt(at, { got: `the key ${show(key)}`, allowed, fix: 'write it at the top of the document' });
  });
}

function isFalse(node: DocumentNode | undefined): boolean {
  return node?.kind === 'scalar' && node.value === false;
}
