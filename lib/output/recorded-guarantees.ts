import { expectedAt } from '../guardrails/expectations';
import type { ExpectedAt } from '../guardrails/expectations';
import type { Verdict } from '../guardrails/guarantees';
import type { StackFacts } from '../guardrails/model/app-model';
import type { AppStack } from './app-stack';
import { factsOf } from './stack-facts';

/** What a reason lifted, for those who see the stack again in a plan. */
export interface RecordedLift {
  readonly guardrail: string;
  readonly address: string;
  readonly what: string;
}

/** What has to hold of a stack, for those who have no constructs. */
export interface RecordedGuarantees extends Omit<StackFacts, 'own' | 'settings'> {
  readonly clusterEndpoint: string;
  readonly permissionsBoundaryArn?: string;
  readonly expected: readonly ExpectedAt[];
  readonly lifted: readonly RecordedLift[];
}

/** What has to hold of a stack, as its record has it. */
export function recordedGuarantees(context: AppStack, lifted: Verdict['lifted']): RecordedGuarantees {
  const { own: _, settings, ...facts } = factsOf(context);
  const { clusterEndpoint, permissionsBoundaryArn } = settings!;
  const { id } = context.stack.node;
  return {
    ...facts,
    clusterEndpoint,
    ...(permissionsBoundaryArn !== undefined && { permissionsBoundaryArn }),
    expected: context.expectations.map(expectedAt),
    lifted: lifted
      .filter(({ finding }) => finding.subject.stack.name === id && finding.subject.resource !== undefined)
      .map(({ finding }) => ({
        guardrail: finding.guardrail.id,
        address: finding.subject.address,
        what: finding.what ?? finding.got,
      })),
  };
}

/** The facts of a stack that were recorded. */
export function factsOfRecord(recorded: RecordedGuarantees): StackFacts {
  const { clusterEndpoint, permissionsBoundaryArn, expected, lifted: _, ...facts } = recorded;
  return { ...facts, own: new Set(expected.map(({ address }) => address)), settings: { clusterEndpoint, permissionsBoundaryArn } };
}
