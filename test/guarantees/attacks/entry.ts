import { acme } from '@acme/platform';
import { TerraformStack } from 'cdktf';
import type { TerraformElement } from 'cdktf';
import type { Json } from '../../support/synth';
import { STACK_ID } from '../service-app';
import type { Output, ServiceApp } from '../service-app';

/** The sentences that users read, and that an attack would break. */
export const PROMISES = {
  cluster: 'A service has its own namespace, and reaches nothing of the cluster beyond it.',
  data: 'Databases, caches and buckets are encrypted, backed up or versioned, never public, and stay when the line that asked for them goes.',
  network: 'All traffic is denied unless a policy allows it, and every rule names its peers.',
  owner: 'Owner and cost centre stand on everything that takes labels, annotations or tags.',
  permissions: 'A wildcard action, or a full-access policy of AWS, takes a written reason, which shows in the output.',
  pods: 'The namespace enforces Pod Security restricted, and Terraform refuses to destroy it in production.',
  services: 'A service uses what belongs to it or what its owner lets it use, and is changed by its own team alone.',
  terraform: "Terraform works in the environment's account, state and cluster, and does what the synthesised files say.",
  trust: 'The IAM role trusts exactly one service account.',
} as const;

export type Promised = keyof typeof PROMISES;

/** Something that a hostile or careless team writes. */
export interface Attack {
  readonly name: string;
  readonly promise: Promised;
  readonly write: (app: ServiceApp) => void;
  /** `refused` may be made safe instead, where `safe` says how that looks; `safe` is written, and harmless. */
  readonly expect: 'refused' | 'safe' | 'allowed';
  /** Why an allowed one is left to the team. */
  readonly why?: string;
  readonly safe?: (output: Output) => boolean;
}

type Write = Attack['write'];
type Safe = Attack['safe'];

/** The three kinds of entries of one group. */
export function attacksOn(group: string, promise: Promised) {
  const named = (name: string) => ({ name: `${group}: ${name}`, promise });
  return {
    refused: (name: string, write: Write, safe?: Safe): Attack => ({ ...named(name), write, expect: 'refused', safe }),
    safe: (name: string, write: Write, safe: Safe): Attack => ({ ...named(name), write, expect: 'safe', safe }),
    allowed: (name: string, why: string, write: Write): Attack => ({ ...named(name), write, expect: 'allowed', why }),
  };
}

/** A stack of the team beside the one of its service. */
export function sibling({ app }: ServiceApp, team = 'payments', id = 'payments-extra'): TerraformStack {
  const stack = new TerraformStack(app, id);
  acme.applyTo(stack, 'production', team);
  return stack;
}

/** Sets what the constructs' types would not take. */
export function overridden<T extends TerraformElement>(element: T, values: Record<string, unknown>): T {
  for (const [path, value] of Object.entries(values)) element.addOverride(path, value);
  return element;
}

/** A policy document that allows something. */
export function allowing(action: unknown, resource: unknown = '*', more: object = {}): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: action, Resource: resource, ...more }] });
}

/** The Terraform blocks of a type in the stack of the service. */
export function blocks({ stacks }: Output, type: string): Json[] {
  return Object.values(stacks[STACK_ID].resource?.[type] ?? {});
}

/** The text of the files that were written for Argo CD under a name. */
export function manifests({ files }: Output, name: string): string {
  return Object.entries(files).filter(([path]) => path.startsWith('gitops/') && path.includes(name)).map(([, text]) => text).join('---\n');
}

export const NAMESPACE = 'payment-service-production';
export const ROLE = 'payment-service-production';
export const ADMINISTRATOR = 'arn:aws:iam::aws:policy/AdministratorAccess';
export const ACCOUNT = '444455556666';
