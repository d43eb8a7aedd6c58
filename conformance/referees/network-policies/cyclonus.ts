import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { buildGoSource } from '../go-source';

/** An end of a connection: a pod, or an address outside of the cluster where there is no namespace. */
export interface CyclonusEnd {
  readonly address: string;
  readonly namespace?: string;
  readonly namespaceLabels?: Readonly<Record<string, string>>;
  readonly labels?: Readonly<Record<string, string>>;
}

export interface Connection {
  readonly from: CyclonusEnd;
  readonly to: CyclonusEnd;
  readonly port: number;
  /** The name that the pod which is called gives to the port. */
  readonly portName: string;
  readonly protocol: string;
}

/** Connections under the policies of one cluster, as Kubernetes writes them. */
export interface Question {
  readonly policies: readonly object[];
  readonly connections: readonly Connection[];
}

/** Enough for hundreds of thousands of connections. */
const OUTPUT_BYTES = 2 ** 26;

/**
 * Builds a program around Cyclonus, which tests network plugins by what policies mean.
 *
 * @returns the program's path
 * @throws with the reason where it cannot be built
 * @see https://github.com/mattfenwick/cyclonus
 */
export function buildCyclonus(): string {
  return buildGoSource({ name: 'cyclonus', folder: join(__dirname, 'program') });
}

/** Whether each connection of each question is allowed, by both of its ends. */
export function askCyclonus(binary: string, questions: readonly Question[]): boolean[][] {
  return JSON.parse(execFileSync(binary, { input: JSON.stringify(questions), encoding: 'utf8', maxBuffer: OUTPUT_BYTES })) as boolean[][];
}
