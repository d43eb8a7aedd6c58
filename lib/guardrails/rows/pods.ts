import { isPlainObject } from '../../core/json';
import type { Json } from '../../core/json';
import type { Guardrail, Predicate } from '../guardrail';
import { valueAt } from '../model/blocks';
import { restrictedBreaches } from './pod-controls';
import { row } from './row';

/** Where each kind of document has its pod. */
const TEMPLATES: Readonly<Record<string, string>> = {
  CronJob: 'spec.jobTemplate.spec.template',
  DaemonSet: 'spec.template',
  Deployment: 'spec.template',
  Job: 'spec.template',
  Pod: '',
  PodTemplate: 'template',
  ReplicaSet: 'spec.template',
  ReplicationController: 'spec.template',
  Rollout: 'spec.template',
  ScaledJob: 'spec.jobTargetRef.template',
  StatefulSet: 'spec.template',
};

const RESTRICTED_PODS: Predicate = {
  name: 'pods that the restricted profile admits',
  breaches: ({ object, resource }) => {
    // What Terraform makes, the namespace judges while it is applied.
    if (resource) return [];
    const at = TEMPLATES[String(object!.kind)];
    const template: unknown = valueAt(object!.body, at);
    // A Rollout may take the pods of a Deployment that is judged by itself.
    if (!isPlainObject(template)) return [];
    return restrictedBreaches(template).map(({ path, got }) => ({ got: `${within(at, path)}: ${got}`, what: within(at, path) }));
  },
};

function within(at: string, path: string): string {
  return at === '' ? path : `${at}.${path}`;
}

/** The pod of a document, or the template of one; nothing if it has none. */
export function podTemplateOf(document: Json): Json | undefined {
  const at = TEMPLATES[String(document.kind)];
  const template = at === undefined ? undefined : valueAt(document, at);
  return isPlainObject(template) ? template : undefined;
}

/** The guardrails of pods that Argo CD applies. */
export const POD_ROWS: readonly Guardrail[] = [
  row({
    id: 'pod-security.pods',
    chapter: 'Namespaces and Pod Security',
    on: Object.keys(TEMPLATES),
    path: 'spec.template',
    must: RESTRICTED_PODS,
    rule: 'pods that Pod Security restricted admits: the namespace refuses all others',
    fix: 'remove this field, or give the pod what restricted requires',
    lifted: 'nothing',
  }),
];
