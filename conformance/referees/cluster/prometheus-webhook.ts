import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KubernetesObject } from '../../../test/support/documents';
import { freeAddress } from '../ports';
import { until } from '../until';
import type { KubernetesApi } from './api';
import { writeCertificates } from './certificates';

const PATIENCE_SECONDS = 30;

/** The kinds that it judges, by the paths at which it does. */
const JUDGED = { prometheusrules: 'admission-prometheusrules', alertmanagerconfigs: 'admission-alertmanagerconfigs' };

/**
 * The Prometheus operator's admission webhook, which a control plane asks about every rule and every route of alerts.
 *
 * @see https://prometheus-operator.dev/docs/platform/webhook/
 */
export class PrometheusWebhook {
  /** Starts it in a folder that is ours to write to. */
  public static async start(binary: string, api: KubernetesApi, folder: string): Promise<PrometheusWebhook> {
    mkdirSync(folder, { recursive: true });
    writeCertificates(folder);
    const address = await freeAddress();
    const child = spawn(binary, [address, join(folder, 'tls.crt'), join(folder, 'tls.key')], { stdio: 'ignore' });
    const webhook = new PrometheusWebhook(api, child, configuration(address, readFileSync(join(folder, 'ca.crt'))));
    const { status, body } = await api.create(webhook.registered);
    if (status >= 300) throw new Error(`the webhook is not registered: ${body.message}`);
    return webhook;
  }

  private constructor(
    private readonly api: KubernetesApi,
    private readonly child: ChildProcess,
    private readonly registered: KubernetesObject,
  ) {}

  /**
   * Waits until it judges what is applied.
   *
   * @param refused what it refuses
   * @throws if it takes that
   */
  public async ready(refused: KubernetesObject): Promise<void> {
    const isRefused = async () => /denied the request/.test(String((await this.api.create(refused, { dryRun: true })).body.message));
    const seconds = await until(isRefused, PATIENCE_SECONDS);
    if (seconds === undefined) throw new Error(`the webhook of the Prometheus operator does not judge ${refused.kind}`);
  }

  /** Ends it; from then on nobody is asked. */
  public async stop(): Promise<void> {
    await this.api.delete(this.registered);
    this.child.kill('SIGKILL');
  }
}

function configuration(address: string, authority: Buffer): KubernetesObject {
  const webhooks = Object.entries(JUDGED).map(([resource, path]) => ({
    name: `${resource}.monitoring.coreos.com`,
    clientConfig: { url: `https://${address}/${path}/validate`, caBundle: authority.toString('base64') },
    rules: [{ apiGroups: ['monitoring.coreos.com'], apiVersions: ['*'], operations: ['CREATE', 'UPDATE'], resources: [resource] }],
    admissionReviewVersions: ['v1'],
    sideEffects: 'None',
    failurePolicy: 'Fail',
  }));
  const kind = 'ValidatingWebhookConfiguration';
  return { apiVersion: 'admissionregistration.k8s.io/v1', kind, metadata: { name: 'prometheus-operator' }, webhooks } as KubernetesObject;
}
