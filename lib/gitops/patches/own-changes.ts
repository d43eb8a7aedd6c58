import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Json } from '../../core/json';
import { show } from '../../core/problems';
import type { Problem } from '../../core/problems';
import { snapshot } from '../../core/snapshot';
import { Validation } from '../../core/validation';
import { Preflight } from '../../output/preflight';
import { OBJECT_KIND, OBJECT_NAME } from '../../platform/kubernetes-object';
import { REASON } from '../../platform/reason';
import { excessOf } from '../../service/demand';
import type { PodGroup } from '../../service/demand';
import type { MicroserviceInfra } from '../../service/microservice-infra';
import type { StackContext } from '../../stack/stack-context';
import { manifestsOf, unpatchedManifestsOf } from '../rendering/manifests-of';
import type { AppValues } from '../values/app-values';
import { patchedApp } from './app-patches';
import type { GivenPatch } from './app-patches';
import { ObjectPatch } from './object-patch';
import type { PatchOptions } from './object-patch';
import { addOwnObject } from './own-objects';
import { podsOf } from './own-pods';

/** An application whose team changes more of it than its props say. */
interface ChangedApp {
  readonly construct: Construct;
  readonly context: StackContext;
  readonly service: MicroserviceInfra;
  /** Its values without these changes, once all of the app is there. */
  readonly resolve: () => AppValues;
  /** The pods that its props say. */
  readonly pods: readonly PodGroup[];
}

/** What a team changes of an application beyond its props: patches of its objects, and objects of its own. */
export class OwnChanges {
  private readonly patches: GivenPatch[] = [];
  private readonly added: ApiObject[] = [];

  public constructor(private readonly app: ChangedApp) {
    Preflight.of(app.construct).addCheck(() => [...this.patchedApp().problems, ...this.twins(), ...this.makeRoom()], 'InvalidRule');
  }

  public patch(kind: string, patch: ObjectPatch, options: PatchOptions): void {
    const { construct, context } = this.app;
    const validation = new Validation(`patch at ${construct.node.path}`, 'InvalidRule');
    validation.required('kind', kind, OBJECT_KIND);
    if (!(patch instanceof ObjectPatch)) {
      const fix = 'write ObjectPatch.merge({ spec: { ... } })';
      validation.add({ path: 'patch', got: show(patch), allowed: 'ObjectPatch.json or ObjectPatch.merge', fix });
    }
    const given = snapshot(options);
    const isObject = validation.fields('options', given, { limits: { reason: REASON, name: OBJECT_NAME }, required: ['reason'] });
    validation.throwIfAny();
    if (!isObject) return;
    const { name, reason } = given;
    this.patches.push({ kind, patch, ...(name !== undefined && { name }) });
    context.exceptions.explain(construct, `a patch of ${kind}${name === undefined ? '' : ` ${name}`}`, reason);
  }

  public add(object: unknown, reason?: string): ApiObject {
    const { construct, context, resolve, service } = this.app;
    const validation = new Validation(`add at ${construct.node.path}`, 'InvalidRule');
    validation.optional('reason', reason, REASON);
    validation.throwIfAny();
    const added = addOwnObject(construct, object, { context, service, migrates: resolve().migration !== undefined });
    this.added.push(added);
    const { kind, name } = added;
    context.exceptions.explain(construct, `the object ${kind} ${name}`, reason ?? `the AppProject of the service allows ${kind}`);
    return added;
  }

  /** The values of the application, with what its patches change. */
  public values(): AppValues {
    const { patches } = this.patchedApp();
    return { ...this.app.resolve(), ...(patches.length > 0 && { patches }) };
  }

  /** The objects that a patch changed, for those who judge them. */
  public documents(): readonly Json[] {
    return this.patchedApp().documents;
  }

  /** Every object of the application as it is in the end. */
  public all(): readonly Json[] {
    return [...(manifestsOf(this.values()) as Json[]), ...this.added.map((object) => object.toJson() as Json)];
  }

  /** Objects of the team that the application is made of already: Argo CD would apply one over the other. */
  private twins(): Problem[] {
    if (this.added.length === 0) return [];
    const own = unpatchedManifestsOf(this.app.resolve()).map(({ kind, metadata }) => `${kind} ${metadata.name}`);
    const twins = this.added.map(({ kind, name }) => `${kind} ${name}`).filter((added) => own.includes(added));
    return twins.map((twin) => ({
      path: `${this.app.construct.node.path}: ${twin}`,
      got: 'an object that the application has already',
      allowed: 'one object of a kind and name',
      fix: 'rename it, or change the one that is there with app.patch',
    }));
  }

  /** Has the quota fit the pods of added objects too, as they are in the end. */
  private makeRoom(): Problem[] {
    if (this.added.length === 0) return [];
    const { construct, context, pods, service } = this.app;
    const { cpuRequest: cpu, memoryLimit, memoryRequest: memory } = service;
    const counted = this.added.map((object) =>
      podsOf(object.toJson() as Json, { requests: { cpu, memory }, limits: { memory: memoryLimit } }),
    );
    const own = counted.flatMap((each) => ('groups' in each ? each.groups : []));
    const all = [...pods, ...own];
    if (own.length > 0) service._fit(all);
    return [
      ...counted.flatMap((each) => ('problem' in each ? [{ path: construct.node.path, ...each.problem }] : [])),
      ...excessOf(all, context.platform).map((each) => ({ ...each, path: `${construct.node.path} ${each.path}` })),
    ];
  }

  private patchedApp(): ReturnType<typeof patchedApp> {
    const values = this.app.resolve();
    return patchedApp(this.app.construct.node.path, this.patches, () => unpatchedManifestsOf(values), values);
  }
}
