import type { KubernetesObject } from '../../../../test/support/documents';
import { PrometheusWebhook } from '../../../referees/cluster';
import { expecting, together, type Context, type Findings } from '../part';

const METADATA = { name: 'planted', namespace: 'monitoring' };

/** Rules and routes that their schemas take and the operator does not. */
const FAULTS: Readonly<Record<string, KubernetesObject>> = {
  'a rule that cannot be read': rule({ expr: 'sum(' }),
  'a rule with a template that cannot be read': rule({ expr: 'up', annotations: { summary: '{{ $labels.a' } }),
  'a route to nobody': routes({ route: { receiver: 'nobody' }, receivers: [{ name: 'somebody' }] }),
  'a receiver without a place': routes({ route: { receiver: 'a' }, receivers: [{ name: 'a', webhookConfigs: [{}] }] }),
};

/** Runs an action while the webhook of the Prometheus operator judges every rule and route; without the webhook, only the action. */
export async function withAlertsJudged(
  { plane: { api }, folder }: Context, binary: string | undefined, action: () => Promise<Findings>,
): Promise<Findings> {
  if (!binary) return action();
  const webhook = await PrometheusWebhook.start(binary, api, `${folder}/prometheus-operator`);
  try {
    await webhook.ready(FAULTS['a rule that cannot be read']);
    const planted = await Promise.all(Object.entries(FAULTS).map(async ([name, object]) => {
      const { status } = await api.create(object, { dryRun: true });
      return expecting(status >= 400, `planted: the Prometheus operator takes ${name}`);
    }));
    return together([{ ...together(planted), notes: [`${planted.length} planted faults of alerts`] }, await action()]);
  } finally {
    await webhook.stop();
  }
}

function rule(fields: object): KubernetesObject {
  const spec = { groups: [{ name: 'planted', rules: [{ alert: 'Planted', ...fields }] }] };
  return { apiVersion: 'monitoring.coreos.com/v1', kind: 'PrometheusRule', metadata: METADATA, spec };
}

function routes(spec: object): KubernetesObject {
  return { apiVersion: 'monitoring.coreos.com/v1alpha1', kind: 'AlertmanagerConfig', metadata: METADATA, spec };
}
