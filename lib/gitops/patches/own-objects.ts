import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { isPlainObject } from '../../core/json';
import type { Json } from '../../core/json';
import { show } from '../../core/problems';
import { snapshot } from '../../core/snapshot';
import { Validation } from '../../core/validation';
import type { ManifestProps } from '../../output/manifests';
import { manifestsFolderOf } from '../../platform/agreed-names';
import { API_VERSION, groupOf, OBJECT_KIND, OBJECT_NAME } from '../../platform/kubernetes-object';
import type { MicroserviceInfra } from '../../service/microservice-infra';
import type { StackContext } from '../../stack/stack-context';
import { serviceKinds } from '../argo-cd/kinds';
import { WAVE } from '../rendering/sync-order';

/** The symbol with which every copy of cdk8s marks its objects. */
const API_OBJECT = Symbol.for('cdk8s.ApiObject');

/** Kinds that are well only once pods run, which waits for the migration. */
const AFTER_MIGRATION = ['DaemonSet', 'Deployment', 'HTTPRoute', 'Ingress', 'PersistentVolumeClaim', 'Rollout', 'StatefulSet'];

/** Where an object of a team's own goes. */
interface Place {
  readonly context: StackContext;
  readonly service: MicroserviceInfra;
  readonly migrates: boolean;
}

/**
 * Adds an object to the documents of a service. They are written beside the chart as they are, checked by all guardrails of
 * documents, and get the labels of the owner.
 *
 * Throws `InvalidRule` if it is no object, is for another namespace, or of a kind that the service's project does not allow.
 */
export function addOwnObject(owner: Construct, given: unknown, { context, service, migrates }: Place): ApiObject {
  const made = isApiObject(given) ? given : undefined;
  const document = (made ? made.toJson() : snapshot(given)) as Json;
  validate(owner, document, context, service);
  const place = (object: Json) => placed(object as ManifestProps, service.namespaceName, migrates);
  const folder = manifestsFolderOf(service.serviceName, context.environment);
  if (!made) return context.manifests.add(owner, folder, place(document));
  context.manifests.addMade(owner, folder, place(document), () => place(made.toJson() as Json));
  return made;
}

function isApiObject(given: unknown): given is ApiObject {
  return typeof given === 'object' && given !== null && API_OBJECT in given;
}

function validate(owner: Construct, document: Json, { environment, platform }: StackContext, service: MicroserviceInfra): void {
  const validation = new Validation(`add at ${owner.node.path}`, 'InvalidRule');
  if (!isPlainObject(document)) {
    const fix = "write { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' } }, or pass an ApiObject";
    validation.add({ path: 'object', got: show(document), allowed: 'a Kubernetes object', fix });
    validation.throwIfAny();
  }
  validation.json('object', document);
  const { apiVersion, kind } = document;
  const metadata = isPlainObject(document.metadata) ? document.metadata : {};
  validation.required('object.metadata.name', metadata.name, OBJECT_NAME);
  if (metadata.namespace !== undefined && metadata.namespace !== service.namespaceName) {
    const allowed = `${show(service.namespaceName)}, the namespace of the service`;
    validation.add({ path: 'object.metadata.namespace', got: show(metadata.namespace), allowed, fix: 'leave it out' });
  }
  const isKind = [
    validation.required('object.apiVersion', apiVersion, API_VERSION),
    validation.required('object.kind', kind, OBJECT_KIND),
  ];
  if (isKind.every(Boolean)) {
    const group = groupOf(apiVersion as string);
    if (!serviceKinds(platform, environment).some((allowed) => allowed.group === group && allowed.kind === kind)) {
      validation.add({
        path: 'object.kind',
        got: `${show(kind)} of ${show(apiVersion)}`,
        allowed: "a kind that the service's AppProject allows: Argo CD refuses any other",
        fix: `ask the platform team to add the kind '${String(kind)}' of the group '${group}' to serviceKinds of the Platform`,
      });
    }
  }
  validation.throwIfAny();
}

/** The object in the namespace of the service, and after the migration if it needs running pods. */
function placed(object: ManifestProps, namespace: string, migrates: boolean): ManifestProps {
  const { annotations = {} } = object.metadata;
  const waits = migrates && AFTER_MIGRATION.includes(object.kind);
  const all: Record<string, string> = { ...(waits && { [WAVE]: '2' }), ...annotations };
  const metadata = { ...object.metadata, namespace, ...(Object.keys(all).length > 0 && { annotations: all }) };
  return { ...object, metadata };
}
