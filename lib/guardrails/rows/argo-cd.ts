import { canonical } from '../../core/canonical';
import { isPlainObject, list } from '../../core/json';
import type { Guardrail, Predicate } from '../guardrail';
import { fieldAt } from '../model/kubernetes';
import { isReadable, shown } from '../model/unreadable';
import { OF_THE_PLATFORM, row, WITH_REASON } from './row';

/** The chapter of all objects for Argo CD. */
export const GITOPS = 'What Argo CD applies';

/** The bounds of a project. */
export const BOUNDS =
  'repositories, destinations and kinds by name: no * or other pattern, and no cluster-scoped kinds';

const LISTS = ['sourceRepos', 'destinations', 'namespaceResourceWhitelist'];

/** The part of a project's spec without bounds; nothing if every part has them. */
export function unbounded(spec: unknown): string | undefined {
  const cluster = fieldAt(spec, 'clusterResourceWhitelist');
  if (canonical(cluster ?? []) !== '[]') return `clusterResourceWhitelist: ${shown(cluster)}`;
  const noList = LISTS.find((name) => {
    const value = fieldAt(spec, name);
    // If the list of kinds is missing, Argo CD allows every kind.
    return !Array.isArray(value) && (value !== undefined || name === 'namespaceResourceWhitelist');
  });
  if (noList !== undefined) return `${noList}: ${shown(fieldAt(spec, noList))}`;
  const named = LISTS.flatMap((name) => list(fieldAt(spec, name)).flatMap((each) => valuesOf(each)));
  const wide = named.find((value) => typeof value !== 'string' || /[*?![]/.test(value));
  return wide === undefined ? undefined : `a pattern: ${shown(wide)}`;
}

function valuesOf(entry: unknown): unknown[] {
  return isReadable(entry) && isPlainObject(entry) ? Object.values(entry) : [entry];
}

/** A project that allows everything gives no protection. */
const BOUNDED: Predicate = {
  name: 'the project names what it allows',
  breaches: ({ object }) => {
    const spec = fieldAt(object!.body, 'spec');
    const got = unbounded(spec);
    return got === undefined ? [] : [{ got, what: 'spec', unreadable: !isReadable(spec) }];
  },
};

/** Guardrails that separate services in Argo CD. */
export const ARGO_CD_ROWS: readonly Guardrail[] = [
  row({
    id: 'gitops.project',
    chapter: GITOPS,
    on: ['AppProject'],
    path: 'spec',
    must: BOUNDED,
    rule: BOUNDS,
    fix: `list what the project needs, ${WITH_REASON}`,
    lifted: 'all',
    stacks: OF_THE_PLATFORM,
  }),
];
