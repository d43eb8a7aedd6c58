import type { Problem } from '../core/problems';
import type { OwnGuardrail } from './expectations';
import type { Finding, Guardrail } from './guardrail';
import type { AppModel, ModelledStack, Subject } from './model/app-model';
import type { ExpectedAt } from './model/expected';
import { TAKE_BACK_PATCH } from './rows/row';
import { guardedBy } from './targets';

const TAKE_BACK = 'remove the override, aspect or tryRemoveChild that changes it; this cannot be changed';

/** Everything of an app that does not hold, before any reason is heard. */
export function findingsOf(app: AppModel, index: GuardrailIndex): Finding[] {
  const findings: Finding[] = [];
  for (const subject of app.subjects((type) => index.asks(type))) {
    const kind = subject.stack.facts.kind;
    for (const guardrail of index.of(subject)) {
      if (!guardrail.stacks.includes(kind) && !guardedBy(subject)) continue;
      for (const breach of guardrail.must.breaches(subject)) findings.push({ ...breach, guardrail, subject });
    }
  }
  return findings;
}

/** A finding as an error lists it; no reason is offered for what a reason does not lift. */
export function problemOf(finding: Finding): Problem {
  const { guardrail, subject, got, allowed, fix } = finding;
  const isFixed = guardrail.lifted === 'all' && !isLiftable(finding);
  return { path: subject.path, got, allowed: allowed ?? guardrail.rule, fix: isFixed ? takeBack(subject) : (fix ?? guardrail.fix) };
}

/** Whether a reason could lift it; of what the library itself made, only what teams decide by its methods. */
export function isLiftable({ guardrail, subject, unreadable }: Finding): boolean {
  if (guardedOwn(subject)) return guardrail.ownToo === true;
  return guardrail.lifted === 'all' || (guardrail.lifted === 'unreadable' && unreadable === true);
}

function takeBack({ resource }: Subject): string {
  return resource ? TAKE_BACK : TAKE_BACK_PATCH;
}

function guardedOwn({ stack, address, resource, promised = [] }: Subject): boolean {
  return stack.facts.own?.has(address) === true || (resource === undefined && promised.length > 0);
}

/** Something of the library's own that is not as it was promised. */
interface LostExpectation {
  readonly address: string;
  readonly problem: Problem;
}

/** What of a stack is not what the library promised of its own children. */
export function lostExpectations(
  stack: ModelledStack,
  expected: readonly ExpectedAt[],
  rows: ReadonlyMap<string, OwnGuardrail>,
): LostExpectation[] {
  return expected.flatMap(({ guardrail: id, address, path, expected: values }) => {
    const guardrail = rows.get(id)!;
    const got = breachOf(stack, guardrail, address, values);
    if (got === undefined) return [];
    return [{ address, problem: { path, got, allowed: ruleOf(guardrail, values), fix: TAKE_BACK } }];
  });
}

/** What of objects is not what the library promised of them, whatever brings them into the cluster, by the stack that does. */
export function lostObjects(app: AppModel, rows: ReadonlyMap<string, OwnGuardrail>): ReadonlyMap<string, readonly Problem[]> {
  const lost = new Map<string, Problem[]>();
  for (const subject of app.promised()) {
    const { name, facts } = subject.stack;
    for (const { guardrail: id, expected } of subject.promised!) {
      const guardrail = rows.get(id)!;
      const got = guardrail.breach(subject.object!.body, expected, facts, subject.body);
      if (got === undefined) continue;
      lost.set(name, [
        ...(lost.get(name) ?? []),
        { path: subject.path, got, allowed: ruleOf(guardrail, expected), fix: takeBack(subject) },
      ]);
    }
  }
  return lost;
}

function ruleOf({ rule }: OwnGuardrail, expected: ExpectedAt['expected']): string {
  return typeof rule === 'string' ? rule : rule(expected);
}

function breachOf(
  stack: ModelledStack,
  guardrail: OwnGuardrail,
  address: string,
  expected: ExpectedAt['expected'],
): string | undefined {
  const resource = stack.model.find(address);
  if (!resource) return guardrail.optional ? undefined : 'no such resource in the output';
  const loosened = guardrail.optional ? undefined : looseningOf(resource.raw);
  if (loosened) return loosened;
  for (const copy of resource.copies) {
    const got = guardrail.breach(copy, expected, stack.facts, resource.raw);
    if (got !== undefined) return got;
  }
  return undefined;
}

/** What keeps an element in the output and takes its effect away. */
function looseningOf(raw: ExpectedAt['expected']): string | undefined {
  const argument = ['count', 'for_each', 'provider'].find((name) => raw[name] !== undefined && raw[name] !== null);
  if (argument) return `the argument ${argument}`;
  const lifecycle = [raw.lifecycle].flat(Infinity).filter((each) => typeof each === 'object' && each !== null) as Record<
    string,
    unknown
  >[];
  if (lifecycle.some(({ ignore_changes: ignored }) => ignored !== undefined)) return 'changes that Terraform ignores';
  return lifecycle.some(({ replace_triggered_by: trigger }) => trigger !== undefined)
    ? 'a replacement that something else triggers'
    : undefined;
}

/** The rows of the table by what they look at; made once. */
export class GuardrailIndex {
  private readonly exact = new Map<string, Guardrail[]>();
  private readonly prefixes: { readonly prefix: string; readonly guardrail: Guardrail }[] = [];
  private readonly cache = new Map<string, readonly Guardrail[]>();

  public constructor(rows: readonly Guardrail[]) {
    for (const guardrail of rows) {
      for (const on of guardrail.on) {
        if (on.endsWith('*')) this.prefixes.push({ prefix: on.slice(0, -1), guardrail });
        else this.exact.set(on, [...(this.exact.get(on) ?? []), guardrail]);
      }
    }
  }

  /** Whether anything looks at a type of Terraform. */
  public asks(type: string): boolean {
    return this.named(type).length > 0 || type.startsWith('kubernetes_');
  }

  /** What looks at a subject: by its Terraform type, and by the kind that it makes. */
  public of({ resource, address, object }: Subject): readonly Guardrail[] {
    const type = resource?.key ?? (address.startsWith('section:') || address.startsWith('provider:') ? address.split('.')[0] : '');
    const kind = object && typeof object.kind === 'string' ? object.kind : '';
    const byType = type === '' ? [] : this.named(type);
    const byKind = kind === '' ? [] : this.named(kind);
    return byKind.length === 0 ? byType : [...new Set([...byType, ...byKind])];
  }

  private named(name: string): readonly Guardrail[] {
    const present = this.cache.get(name);
    if (present) return present;
    const found = [
      ...(this.exact.get(name) ?? []),
      ...this.prefixes.filter(({ prefix }) => name.startsWith(prefix)).map(({ guardrail }) => guardrail),
    ];
    this.cache.set(name, found);
    return found;
  }
}
