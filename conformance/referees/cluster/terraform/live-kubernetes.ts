import type { KubernetesObject } from '../../../../test/support/documents';
import type { Block, LiveObjects, Values } from '../../terraform';
import { until } from '../../until';
import type { Answer, KubernetesApi } from '../api';
import { seenOf } from './kept-metadata';
import { mergePatch } from './merge-patch';
import { kindOf } from './names';
import { fieldsFrom, valuesFrom } from './translate';

/** How long something may take to be gone; a namespace is emptied first. */
const PATIENCE_SECONDS = 60;

interface Metadata {
  readonly name: string;
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>> | null;
  readonly annotations?: Readonly<Record<string, string>> | null;
}

/**
 * The objects of Terraform's Kubernetes resources in a cluster, in place of the real provider, which no registry of modules has. It
 * makes, patches, reads and deletes as that does; whatever the type, by its schema.
 *
 * @see https://registry.terraform.io/providers/hashicorp/kubernetes/latest/docs
 */
export class LiveKubernetes implements LiveObjects {
  private ignoredLabels: readonly string[] = [];
  private ignoredAnnotations: readonly string[] = [];

  public constructor(private readonly api: KubernetesApi) {}

  public configure(config: Values): void {
    // Each provider of a stack is configured; only this one has a host.
    if (!('host' in config)) return;
    this.ignoredLabels = (config.ignore_labels ?? []) as string[];
    this.ignoredAnnotations = (config.ignore_annotations ?? []) as string[];
  }

  public knows(type: string): boolean {
    return type.startsWith('kubernetes_');
  }

  public async apply(type: string, block: Block, prior: Values | null, planned: Values | null): Promise<Values | null> {
    const before = prior && await this.objectFrom(type, block, prior);
    const after = planned && await this.objectFrom(type, block, planned);
    if (!after || !planned) {
      await this.delete(before!);
      return null;
    }
    accept(before ? await this.api.patch(before, mergePatch(before, after) as object) : await this.api.create(after));
    const { namespace, name } = after.metadata!;
    const made = await this.read(type, block, { ...planned, id: namespace ? `${namespace}/${name}` : name });
    return made && prior ? keepingVersion(made, planned) : made;
  }

  public async read(type: string, block: Block, state: Values): Promise<Values | null> {
    const answer = await this.api.read(await this.objectFrom(type, block, state));
    if (answer.status === 404) return null;
    const live = accept(answer);
    const values = valuesFrom(kindOf(type).name, block, state, live);
    const [before] = state.metadata as readonly Metadata[];
    return {
      ...values,
      metadata: (values.metadata as readonly Metadata[]).map((metadata) => ({
        ...metadata,
        labels: seenOf(live.metadata.labels, before.labels ?? null, this.ignoredLabels),
        annotations: seenOf(live.metadata.annotations, before.annotations ?? null, this.ignoredAnnotations),
      })),
    };
  }

  private async objectFrom(type: string, block: Block, values: Values): Promise<KubernetesObject> {
    const { name, kind, version } = kindOf(type);
    return { apiVersion: await this.api.versionOf(kind, version), kind, ...fieldsFrom(name, block, values) };
  }

  private async delete(object: KubernetesObject): Promise<void> {
    accept(await this.api.delete(object));
    const gone = await until(async () => (await this.api.read(object)).status === 404, PATIENCE_SECONDS);
    if (gone === undefined) throw new Error(`${object.kind} ${object.metadata!.name} is still there after ${PATIENCE_SECONDS} s`);
  }
}

/** Terraform takes what it planned; of the new version of an object it learns when it reads that again. */
function keepingVersion(made: Values, planned: Values): Values {
  const [[now], [before]] = [made.metadata as readonly Values[], planned.metadata as readonly Values[]];
  const kept = Object.fromEntries(['resource_version', 'generation'].map((name) => [name, before[name] ?? null]));
  return { ...made, metadata: [{ ...now, ...kept }] };
}

function accept({ status, body, warnings }: Answer): Answer['body'] {
  if (status >= 300) throw new Error(body.message ?? `status ${status}`);
  if (warnings.length > 0) throw new Error(`the API server warns: ${warnings.join('; ')}`);
  return body;
}
