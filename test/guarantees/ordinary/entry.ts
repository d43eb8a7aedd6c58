import type { MicroserviceInfra, ServiceStack } from '@golden-path/constructs';
import type { App } from 'cdktf';
import type { IConstruct } from 'constructs';

/** Something that a product team adds to its stack on an ordinary day. */
export interface Ordinary {
  readonly name: string;
  /** Adds it; the reason is there where the entry has one and it is given. */
  readonly write: (stack: ServiceStack, service: MicroserviceInfra, app: App, reason?: string) => void;
  /** Why an expert would agree that this takes a written reason; in most cases there is none. */
  readonly reason?: string;
  /** Why Terraform cannot plan it here. */
  readonly unplanned?: string;
}

/** An entry that is to pass as it is, or with its reason where it has one. */
export function ordinary(name: string, write: Ordinary['write'], reason?: string): Ordinary {
  return { name, write, reason };
}

/** An entry that Terraform cannot plan here. */
export function unplanned(why: string, entry: Ordinary): Ordinary {
  return { ...entry, unplanned: why };
}

/** Gives the written reason for a resource, provider or stack: the one place that knows the verb for it. */
export function explain(service: MicroserviceInfra, what: IConstruct, reason?: string): void {
  if (reason !== undefined) service.allowException(what, reason);
}

/** The metadata of a Kubernetes object in the service's own namespace. */
export function own(service: MicroserviceInfra, name: string): { name: string; namespace: string } {
  return { name, namespace: service.namespace.metadata.name };
}

/** A policy document, as teams write it inline. */
export function policy(...statements: object[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements.map((each) => ({ Effect: 'Allow', ...each })) });
}

/** A trust policy for one of AWS's services. */
export function trusted(principal: string): string {
  return policy({ Action: 'sts:AssumeRole', Principal: { Service: principal } });
}

/** The account and region of the environment that the corpus runs in. */
export const ACCOUNT = '444455556666';
export const REGION = 'eu-west-1';
