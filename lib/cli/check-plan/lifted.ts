import type { LiftedFinding } from '../../guardrails/exceptions';
import type { Finding } from '../../guardrails/guardrail';
import { withoutInstances } from '../../guardrails/model/plan';
import type { RecordedLift } from '../../output/recorded-guarantees';

/** The reason that allowed a finding at synth. The record of the exceptions contains its text. */
export function liftedBy(lifts: readonly RecordedLift[], finding: Finding): LiftedFinding | undefined {
  const { guardrail, subject, what = finding.got } = finding;
  const address = withoutInstances(subject.address);
  const found = lifts.some((lift) => isSameModule(lift, address) || isSame(lift, guardrail.id, address, what));
  return found ? { finding, reason: 'recorded at synth', silent: true } : undefined;
}

/** A reason for a value that synth could not read covers the value in the plan, because its author knew that it was unknown. */
function isSame(lift: RecordedLift, guardrail: string, address: string, what: string): boolean {
  return (
    lift.guardrail === guardrail &&
    lift.address === address &&
    (lift.what === what || lift.what.includes('${') || lift.unread === true)
  );
}

/** The reason for a module covers everything in the module. */
function isSameModule(lift: RecordedLift, address: string): boolean {
  const [, module] = /^section:(module\..+)$/.exec(lift.address) ?? [];
  return module !== undefined && address.includes(`${module}.`);
}
