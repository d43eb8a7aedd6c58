import type { Json } from '../../../lib/core/json';
import type { StackFacts } from '../../../lib/guardrails/model/app-model';
import { authorityDigest } from '../../../lib/guardrails/rows/cluster-login';

/** What a violation of one row is, beside what is right in its place. */
export interface Plant {
  /** A Terraform type, `data.<type>`, a provider or section as `provider:aws`, or the kind of a document as `document:KafkaTopic`. */
  readonly type: string;
  /** Left out where only nothing at all is sound. */
  readonly sound?: Json;
  readonly broken: Json;
  /** Its id in the stack, if the row asks for one. */
  readonly name?: string;
  /** What else the stack has, for both. */
  readonly beside?: Json;
  /** What else the stack has where it is sound. */
  readonly soundBeside?: Json;
  /** What else is known of the stack. */
  readonly facts?: Partial<StackFacts>;
  /** Representations in which it cannot be, or cannot be seen, and why. */
  readonly except?: Readonly<Record<string, string>>;
}

/** The violations of rows by their ids. */
export type Planted = Readonly<Record<string, readonly Plant[]>>;

/** A violation that changes some arguments of what is sound. */
export function plant(type: string, sound: Json, changes: Json, more: Omit<Plant, 'broken' | 'sound' | 'type'> = {}): Plant {
  const broken = Object.fromEntries(Object.entries({ ...sound, ...changes }).filter(([, value]) => value !== undefined));
  return { type, sound, broken, ...more };
}

/** The same violation of several types. */
export function plants(types: readonly string[], sound: Json, changes: Json, more: Omit<Plant, 'broken' | 'sound' | 'type'> = {}): Plant[] {
  return types.map((type) => plant(type, sound, changes, more));
}

export const ACCOUNT = '444455556666';
export const NAMESPACE = 'payment-service-production';
export const ROLE = 'payment-service-production';
export const BOUNDARY = `arn:aws:iam::${ACCOUNT}:policy/boundary`;
export const ENDPOINT = 'https://production.example';
export const AUTHORITY = 'the certificate';
export const CLUSTER = { endpoint: ENDPOINT, name: 'production', authority: authorityDigest(AUTHORITY) };
export const BACKEND = { s3: { bucket: 'acme-terraform-state', key: 'payment-service-production/terraform.tfstate' } };
export const LABELS = { 'platform.acme.io/team': 'payments' };
export const BUCKET = 'acme-production-receipts';
export const DATA_NAME = 'mails-production';

/** A policy document. */
export function document(statement: Json): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...statement }] });
}
