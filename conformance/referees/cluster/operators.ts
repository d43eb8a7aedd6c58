import { setTimeout as pause } from 'node:timers/promises';
import type { KubernetesObject } from '../../../test/support/documents';
import type { KubernetesApi } from './api';

const LOOK_MILLISECONDS = 500;

/** A group and a kind of objects that an operator looks after. */
type Kind = Pick<KubernetesObject, 'apiVersion' | 'kind'>;

/**
 * Stands in for operators: whatever is asked of them is there after a moment, and they say so as each of them does.
 *
 * @see https://kubernetes.io/docs/concepts/extend-kubernetes/operator/
 */
export class Operators {
  public static start(api: KubernetesApi, kinds: readonly Kind[]): Operators {
    const operators = new Operators(api, kinds);
    operators.looking = operators.look();
    return operators;
  }

  private looking?: Promise<void>;
  private stopped = false;
  private refused?: string;

  private constructor(private readonly api: KubernetesApi, private readonly kinds: readonly Kind[]) {}

  /** @throws if a kind has no place for what its operator says */
  public async stop(): Promise<void> {
    this.stopped = true;
    await this.looking;
    if (this.refused) throw new Error(this.refused);
  }

  private async look(): Promise<void> {
    while (!this.stopped) {
      for (const kind of this.kinds) await this.serve(kind);
      await pause(LOOK_MILLISECONDS);
    }
  }

  private async serve({ apiVersion, kind }: Kind): Promise<void> {
    const path = (await this.api.pathOf({ apiVersion, kind, metadata: { namespace: '-' } }, false)).replace('/namespaces/-', '');
    const { body } = await this.api.call('GET', path);
    const waiting = ((body.items ?? []) as KubernetesObject[]).filter(isNew);
    const status = statusOf(kind);
    for (const { metadata } of waiting) {
      const answer = await this.api.patch({ apiVersion, kind, metadata }, { status }, '/status');
      if (answer.status === 422) this.refused = `${kind}: ${answer.body.message}`;
    }
  }
}

/** Whether nobody has said anything of it; an Ingress has an empty status from the start. */
function isNew({ status = {} }: KubernetesObject): boolean {
  return ['{}', '{"loadBalancer":{}}'].includes(JSON.stringify(status));
}

function statusOf(kind: string): object {
  if (kind === 'Ingress') return { loadBalancer: { ingress: [{ ip: '10.98.0.1' }] } };
  const time = new Date().toISOString().replace(/\.\d+Z/, 'Z');
  return { conditions: [{ type: 'Ready', status: 'True', reason: 'Available', lastTransitionTime: time }] };
}
