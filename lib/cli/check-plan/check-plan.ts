import type { Problem } from '../../core/problems';
import { ALL_OWN_GUARDRAILS } from '../../data/own-guardrails';
import { judge } from '../../guardrails/guarantees';
import { AppModel } from '../../guardrails/model/app-model';
import { Landscape } from '../../guardrails/model/landscape';
import { stackOfPlan } from '../../guardrails/model/plan';
import { factsOfRecord, promisedObjects } from '../../output/recorded-guarantees';
import { Status } from '../decide';
import type { Output } from '../output';
import { Refusal } from '../refusal';
import { liftedBy } from './lifted';
import { plansIn, promisedIn } from './plans';
import type { StackPlan } from './plans';
import { repositoryProblems } from './repository';

/** The options of `golden-path check-plan`. */
export interface CheckPlanOptions {
  /** The files written by `terraform show -json`, each with the name of its stack: `<stack>.json`. */
  readonly plans: readonly string[];
  /** The output folder of the synth. */
  readonly from: string;
  /** The lock file. */
  readonly lock: string;
  /** The repository that runs the plan, such as `acme/payments-infra`. */
  readonly repository?: string;
}

/** Checks plans against every guarantee, using the values that Terraform would apply. */
export function checkPlan({ plans: files, from, lock, repository }: CheckPlanOptions, output: Output): Status {
  const refusal = new Refusal('golden-path check-plan');
  const plans = plansIn({ files, from, lock }, refusal);
  refusal.throwIfAny();
  for (const problem of plans.flatMap((plan) => repositoryProblems(plan, repository))) refusal.add(problem);
  for (const problem of judgePlans(plans, from)) refusal.add(problem);
  for (const problem of plans.flatMap(({ losses }) => losses)) refusal.add(problem);
  refusal.throwIfAny();
  output.print(`${plans.length} ${plans.length === 1 ? 'plan keeps' : 'plans keep'} every guarantee.\n`);
  return Status.DONE;
}

/** The broken guarantees. Parts of the output that a plan does not contain, such as Terraform's settings, were checked by synth. */
function judgePlans(plans: readonly StackPlan[], from: string): Problem[] {
  const stacks = plans.map(({ name, plan, json, stack }) => ({
    name,
    json: stackOfPlan(plan, json),
    facts: factsOfRecord(stack.guarantees),
  }));
  const recorded = new Map(plans.map(({ name, stack }) => [name, stack.guarantees]));
  const expected = new Map(plans.map(({ name, stack }) => [name, stack.guarantees.expected]));
  const all = Object.entries(plans[0]?.record.stacks ?? {});
  const landscape = new Landscape(all.map(([name, { facts }]) => ({ name, facts })));
  let objects: ReturnType<typeof promisedObjects> | undefined;
  const promised = (address: string) => (objects ??= promisedObjects(promisedIn(from)))(address);
  const model = new AppModel({ stacks, documents: [], promised }, landscape);
  return judge(model, expected, ALL_OWN_GUARDRAILS, (finding) =>
    liftedBy(recorded.get(finding.subject.stack.name)!.lifted, finding),
  ).lost;
}
