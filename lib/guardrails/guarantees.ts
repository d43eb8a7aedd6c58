import type { Problem } from '../core/problems';
import { findingsOf, GuardrailIndex, isLiftable, lostExpectations, lostObjects, problemOf } from './check';
import type { LiftedFinding } from './exceptions';
import type { OwnGuardrail } from './expectations';
import type { Finding } from './guardrail';
import type { AppModel } from './model/app-model';
import type { ExpectedAt } from './model/expected';
import { GUARDRAILS } from './table';

const INDEX = new GuardrailIndex(GUARDRAILS);

/** What of the guarantees does not hold in an app, and what a written reason lifted. */
export interface Verdict {
  readonly lost: Problem[];
  readonly lifted: LiftedFinding[];
}

/**
 * Holds an app to every guarantee.
 *
 * @param app all of its stacks and documents
 * @param expected what is promised of the library's own resources, by the name of the stack
 * @param rows the guardrails that promise it, by their ids
 * @param lift the reason that was given for a finding
 */
export function judge(
  app: AppModel,
  expected: ReadonlyMap<string, readonly ExpectedAt[]>,
  rows: ReadonlyMap<string, OwnGuardrail>,
  lift: (finding: Finding) => LiftedFinding | undefined,
): Verdict {
  const findings = new Map<string, Finding[]>();
  for (const finding of findingsOf(app, INDEX)) {
    const { name } = finding.subject.stack;
    findings.set(name, [...(findings.get(name) ?? []), finding]);
  }
  const objects = lostObjects(app, rows);
  const lifted: LiftedFinding[] = [];
  const lost = app.stacks.flatMap((stack) => {
    const own = lostExpectations(stack, expected.get(stack.name) ?? [], rows);
    const changed = new Set(own.map(({ address }) => address));
    // What the library made and somebody changed is named once.
    const others = (findings.get(stack.name) ?? []).filter(({ subject }) => !changed.has(subject.address));
    const ofObjects = objects.get(stack.name) ?? [];
    return [...own.map(({ problem }) => problem), ...others.flatMap((finding) => notLifted(finding, lift, lifted)), ...ofObjects];
  });
  return { lost, lifted };
}

function notLifted(finding: Finding, lift: (finding: Finding) => LiftedFinding | undefined, lifted: LiftedFinding[]): Problem[] {
  const reason = isLiftable(finding) ? lift(finding) : undefined;
  if (reason === undefined) return [problemOf(finding)];
  lifted.push(reason);
  return [];
}
