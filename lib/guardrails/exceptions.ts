import { TerraformDataSource, TerraformElement, TerraformModule, TerraformProvider, TerraformStack } from 'cdktf';
import type { IConstruct } from 'constructs';
import { PerApp } from '../core/per-app';
import { addressOf } from './expectations';
import type { Addressed } from './expectations';
import type { Finding } from './guardrail';
import { isUnreadable } from './model/unreadable';

/** What a reason was written for, in words. */
export interface Explained {
  /** Where it is allowed. */
  readonly construct: IConstruct;
  readonly what: string;
  /** As it was written. */
  readonly reason: string;
}

/** A reason that somebody wrote for a construct. */
interface Given {
  readonly construct: IConstruct;
  readonly reason: string;
  /** Whether it is for what was found; it is for everything in the construct if this is left out. */
  readonly covers?: Covers;
  /** Whether the record leaves it out, since it says so in other words, or the platform itself decided so. */
  readonly silent: boolean;
}

/** Whether a reason is for something, such as `s3:* on *`; `read` gives a text of the stack as the check reads it. */
type Covers = (what: string, read: (text: string) => string) => boolean;

/** What a written reason lifted. */
export interface LiftedFinding {
  readonly finding: Finding;
  readonly reason: string;
  readonly silent: boolean;
}

/** What a written reason lifted, for the record: without what it was found in, which is a whole stack. */
export interface LiftedFact {
  readonly guardrail: string;
  readonly stack: string;
  readonly path: string;
  readonly address: string;
  readonly what: string;
  readonly unread: boolean;
  readonly reason: string;
  readonly silent: boolean;
}

export function liftedFact({ finding, reason, silent }: LiftedFinding): LiftedFact {
  const { guardrail, subject, unreadable = false, what = finding.got } = finding;
  const { address, path, stack } = subject;
  return { guardrail: guardrail.id, stack: stack.name, path, address, what, unread: unreadable, reason, silent };
}

/** What written reasons allow in an app, each for the one construct that it was given for. */
export class Exceptions {
  private static readonly perApp = new PerApp(() => new Exceptions());

  /** The exceptions of the app that a construct belongs to. */
  public static of(construct: IConstruct): Exceptions {
    return Exceptions.perApp.of(construct);
  }

  /** What the record of the synth tells of, in the order in which it was allowed. */
  public readonly explained: Explained[] = [];
  /** By the stack's id: an app has one for many stacks. */
  private readonly given = new Map<string, Given[]>();

  private constructor() {}

  /** Allows everything in a construct that a reason can lift, or one thing of it. */
  public allow(construct: IConstruct, reason: string, what?: string): void {
    this.add({ construct, reason, silent: false, ...(what !== undefined && { covers: (found: string) => found === what }) });
  }

  /** Allows a part of a construct; without a reason the record is told apart, or need not be told. */
  public allowPart(construct: IConstruct, covers: Covers, reason?: string): void {
    this.add({ construct, reason: reason ?? '', covers, silent: reason === undefined });
  }

  /** Has the record of the synth say what is allowed and why. */
  public explain(construct: IConstruct, what: string, reason: string): void {
    this.explained.push({ construct, what, reason });
  }

  /** The reason that was given for all of a construct. */
  public reasonFor(construct: IConstruct): string | undefined {
    const given = this.given.get(TerraformStack.of(construct).node.id) ?? [];
    return given.find((each) => each.construct === construct && each.covers === undefined)?.reason;
  }

  /** The reason that was given for a finding. */
  public lift(finding: Finding): LiftedFinding | undefined {
    const { what = finding.got, subject } = finding;
    const { model, name } = subject.stack;
    const read = (text: string) => shownValue(model.read(text));
    const found = (this.given.get(name) ?? []).find(
      ({ construct, covers }) => isFor(construct, name, subject.address) && (covers === undefined || covers(what, read)),
    );
    return found && { finding, reason: found.reason, silent: found.silent };
  }

  private add(given: Given): void {
    const { id } = TerraformStack.of(given.construct).node;
    const present = this.given.get(id);
    if (present) present.push(given);
    else this.given.set(id, [given]);
  }
}

function shownValue(value: unknown): string {
  return isUnreadable(value) ? value.text : String(value);
}

/** Whether a construct is what an address of a stack means; a stack stands for its settings. */
function isFor(construct: IConstruct, stack: string, address: string): boolean {
  if (TerraformStack.isStack(construct)) return construct.node.id === stack && address.startsWith('section:');
  if (TerraformStack.of(construct).node.id !== stack) return false;
  // A document has the path of the construct that writes it, and its kind.
  return addressInOutput(construct) === address || address.startsWith(`${construct.node.path}: `);
}

function addressInOutput(construct: IConstruct): string {
  if (TerraformProvider.isTerraformProvider(construct)) {
    return `provider:${construct.terraformResourceType}${construct.alias ? `.${construct.alias}` : ''}`;
  }
  if (!TerraformElement.isTerraformElement(construct)) return '';
  if (construct instanceof TerraformModule) return `section:module.${construct.friendlyUniqueId}`;
  const address = addressOf(construct as Addressed);
  return TerraformDataSource.isTerraformDataSource(construct) ? `data.${address}` : address;
}
