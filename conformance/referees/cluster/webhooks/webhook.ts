import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import type { KubernetesObject } from '../../../../test/support/documents';
import { freePort } from '../../ports';
import { until } from '../../until';
import { writeCertificates } from '../certificates';
import type { ControlPlane } from '../control-plane';
import type { Judged, Operator } from './programs';

const LOOPBACK = '127.0.0.1';
const START_SECONDS = 60;

/**
 * The validating webhook of an operator beside a control plane, which asks it about every object of its kinds.
 *
 * @see https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/
 */
export class Webhook {
  /**
   * Starts it in a folder that is ours to write to, in a cluster that has its definitions.
   *
   * @throws with its last words if it does not listen
   */
  public static async start(operator: Operator, binary: string, plane: ControlPlane, folder: string): Promise<Webhook> {
    mkdirSync(folder, { recursive: true });
    writeCertificates(folder);
    const port = await freePort();
    const log = openSync(join(folder, 'webhook.log'), 'w');
    const env = { ...process.env, KUBECONFIG: plane.kubeconfig };
    const child = spawn(binary, operator.args(port, folder), { cwd: folder, env, stdio: ['ignore', log, log] });
    closeSync(log);
    const started = new Webhook(child, plane, configurationFor(operator, port, readFileSync(join(folder, 'ca.crt'))));
    try {
      if (await until(async () => listens(port), START_SECONDS) === undefined) {
        const lastWords = readFileSync(join(folder, 'webhook.log'), 'utf8').slice(-600);
        throw new Error(`the webhook of ${operator.name} does not listen: ${lastWords}`);
      }
      await started.register();
      return started;
    } catch (error) {
      await started.stop();
      throw error;
    }
  }

  private constructor(
    private readonly child: ChildProcess,
    private readonly plane: ControlPlane,
    private readonly configuration: KubernetesObject,
  ) {}

  public async stop(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.plane.api.delete(this.configuration);
  }

  private async register(): Promise<void> {
    const { status, body } = await this.plane.api.create(this.configuration);
    if (status !== 201) throw new Error(`the webhook is not taken: ${body.message}`);
  }
}

/** As the operators' charts have it, but that nothing passes without an answer. */
function configurationFor({ name, judged }: Operator, port: number, authority: Buffer): KubernetesObject {
  const webhooks = judged.map(({ apiVersion, path, plural }: Judged) => {
    const [group, version] = apiVersion.split('/');
    return {
      name: `${plural}.${group}`,
      admissionReviewVersions: ['v1'],
      clientConfig: { url: `https://${LOOPBACK}:${port}${path}`, caBundle: authority.toString('base64') },
      failurePolicy: 'Fail',
      rules: [{ apiGroups: [group], apiVersions: [version], operations: ['CREATE', 'UPDATE'], resources: [plural] }],
      sideEffects: 'None',
      timeoutSeconds: 10,
    };
  });
  const metadata = { name: name.toLowerCase().replaceAll(' ', '-') };
  return { apiVersion: 'admissionregistration.k8s.io/v1', kind: 'ValidatingWebhookConfiguration', metadata, webhooks } as KubernetesObject;
}

async function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, LOOPBACK);
    const end = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
  });
}
