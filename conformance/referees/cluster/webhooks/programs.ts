import { join } from 'node:path';
import { buildGoSource } from '../../go-source';

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
   * @returns the program's path
   * @throws with the reason where it cannot be built
   */
  readonly build: () => string;
}

const PATIENCE_MINUTES = 15;

const MONITORING = 'monitoring.coreos.com';

/**
 * The operators whose kinds we write and whose webhooks run here. The programs are ours, around their code: the module of the
 * Prometheus operator does not build as it is published.
 */
export const OPERATORS: readonly Operator[] = [
  {
    name: 'Prometheus operator',
    judged: [
      { path: '/admission-prometheusrules/validate', apiVersion: `${MONITORING}/v1`, plural: 'prometheusrules' },
      { path: '/admission-alertmanagerconfigs/validate', apiVersion: `${MONITORING}/v1alpha1`, plural: 'alertmanagerconfigs' },
    ],
    args: (port, certificates) => [`127.0.0.1:${port}`, certificates],
    build: () => built('prometheus-operator'),
  },
];

/** The program in a folder beside this file. */
function built(name: string): string {
  return buildGoSource({ name: `${name}-webhook`, folder: join(__dirname, name), patienceMinutes: PATIENCE_MINUTES });
}
