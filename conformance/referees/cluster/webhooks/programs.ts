import { join } from 'node:path';
import { buildGoSource } from '../../go-source';
import { runGo } from '../../run-go';

/** A validating webhook of an operator. */
export interface WebhookProgram {
  readonly binary: string;
  /** Folders with definitions that nobody else has. */
  readonly schemas: readonly string[];
}

/** A kind that a webhook judges, and at which path. */
export interface Judged {
  readonly path: string;
  readonly apiVersion: string;
  readonly plural: string;
}

/** An operator whose webhook runs here. */
export interface Operator {
  readonly name: string;
  readonly judged: readonly Judged[];
  /** What its program is started with. */
  readonly args: (port: number, certificates: string) => string[];
  /**
   * Builds the program, or takes it from the cache.
   *
   * @throws with the reason where it cannot be built
   */
  readonly build: () => WebhookProgram;
}

const PATIENCE_MINUTES = 15;

const MONITORING = 'monitoring.coreos.com';
const SECRETS = 'external-secrets.io/v1';

/**
 * The operators whose kinds we write and whose webhooks can be built. The programs are ours, around their code: the module of the
 * Prometheus operator does not build as it is published, KEDA's program listens on every address, and that of External Secrets has the
 * providers of all clouds.
 */
export const OPERATORS: readonly Operator[] = [
  {
    name: 'Prometheus operator',
    judged: [
      { path: '/admission-prometheusrules/validate', apiVersion: `${MONITORING}/v1`, plural: 'prometheusrules' },
      { path: '/admission-alertmanagerconfigs/validate', apiVersion: `${MONITORING}/v1alpha1`, plural: 'alertmanagerconfigs' },
    ],
    args: (port, certificates) => [`127.0.0.1:${port}`, certificates],
    build: () => ({ binary: built('prometheus-operator'), schemas: [] }),
  },
  {
    name: 'KEDA',
    judged: [{ path: '/validate-keda-sh-v1alpha1-scaledobject', apiVersion: 'keda.sh/v1alpha1', plural: 'scaledobjects' }],
    args: (port, certificates) => [String(port), certificates],
    build: () => ({ binary: built('keda'), schemas: [join(moduleOf('keda', 'github.com/kedacore/keda/v2'), 'config', 'crd', 'bases')] }),
  },
  {
    name: 'External Secrets',
    judged: ['externalsecret', 'secretstore', 'clustersecretstore'].map((kind) => (
      { path: `/validate-external-secrets-io-v1-${kind}`, apiVersion: SECRETS, plural: `${kind}s` }
    )),
    args: (port, certificates) => [`127.0.0.1:${port}`, certificates],
    build: () => ({ binary: built('external-secrets'), schemas: [] }),
  },
];

/** The program in a folder beside this file. */
function built(name: string): string {
  return buildGoSource({ name: `${name}-webhook`, folder: join(__dirname, name), patienceMinutes: PATIENCE_MINUTES });
}

/** Where Go keeps the files of a module, in the version that a program is built with. */
function moduleOf(name: string, module: string): string {
  const args = ['mod', 'download', '-C', join(__dirname, name), '-json', module];
  const output = runGo(args, { what: module, env: { ...process.env, GOFLAGS: '', GOWORK: 'off' } });
  return (JSON.parse(output) as { Dir: string }).Dir;
}
