import type { TerraformElement } from 'cdktf';
import type { Json } from '../core/json';
import type { StackFacts } from './model/app-model';
import type { ExpectedAt } from './model/expected';

/** An element that has an address in Terraform. */
export type Addressed = TerraformElement & { readonly terraformResourceType: string };

/** A promise about something that the library itself makes, as data. */
export interface OwnGuardrail {
  /** Stable, as in `own.role.trust`. */
  readonly id: string;
  readonly chapter: string;
  /** The child, as in `MicroserviceInfra.role`, or what a construct writes for Argo CD. */
  readonly on: string;
  /** Where to look, in the spelling of Terraform, or of Kubernetes for an object. */
  readonly path: string;
  /** What must hold, for the documentation and, with what is expected written out, for an error. */
  readonly rule: string | ((expected: Json) => string);
  /** Whether a team may take the child out. */
  readonly optional?: boolean;
  /** What is there instead, or nothing if it holds; `raw` is the block before it was read. */
  readonly breach: (body: Json, expected: Json, facts: StackFacts, raw: Json) => string | undefined;
}

/** That a promise is made for one element, and with which values. */
export interface Expectation {
  readonly guardrail: OwnGuardrail;
  /** The element, as it is in the output. */
  readonly element: Addressed;
  readonly expected: Json;
}

/** That a promise is made for one object that Argo CD applies. */
export interface ObjectExpectation {
  readonly guardrail: OwnGuardrail;
  /** With which values, once the app is complete. */
  readonly expected: () => Json;
}

/** Promises something about an element. */
export function expectation(element: Addressed, guardrail: OwnGuardrail, expected: Json = {}): Expectation {
  return { element, guardrail, expected };
}

/** Promises something about the object that it is given with. */
export function ofObject(guardrail: OwnGuardrail, expected: Json = {}): ObjectExpectation {
  return { guardrail, expected: () => expected };
}

/** The address of an element inside its stack. */
export function addressOf(element: Addressed): string {
  return `${element.terraformResourceType}.${element.friendlyUniqueId}`;
}

/** An expectation for those who have no constructs. */
export function expectedAt({ element, guardrail, expected }: Expectation): ExpectedAt {
  return { guardrail: guardrail.id, address: addressOf(element), path: element.node.path, expected };
}
