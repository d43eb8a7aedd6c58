import { byCode } from '../core/by-code';
import type { LiftedFact } from '../guardrails/exceptions';
import { expectedAt } from '../guardrails/expectations';
import type { ClusterSettings, StackFacts } from '../guardrails/model/app-model';
import type { ExpectedAt } from '../guardrails/model/expected';
import { COMPANION_GUARDRAILS } from '../guardrails/rows/own-companions';
import type { AppStack } from './app-stack';
import { factsOf } from './stack-facts';

/** What a reason lifted, for those who see the stack again in a plan. */
export interface RecordedLift {
  readonly guardrail: string;
  readonly address: string;
  readonly what: string;
  /** Whether it was that it could not be read. */
  readonly unread?: boolean;
}

/** What has to hold of a stack, for those who have no constructs. */
export interface RecordedGuarantees extends Omit<StackFacts, 'own' | 'settings'> {
  /** The repositories that may plan the stack; any, if it is left out. */
  readonly repositories?: readonly string[];
  readonly cluster: ClusterSettings;
  readonly permissionsBoundaryArn?: string;
  readonly expected: readonly ExpectedAt[];
  /** What is promised of the objects that it writes for Argo CD, each as one line of JSON; nothing, if it is left out. */
  readonly objects?: readonly string[];
  readonly lifted: readonly RecordedLift[];
}

type Recorded = Omit<StackFacts, 'own' | 'settings'>;

/** What the record has in a form of its own. */
const NOT_RECORDED = ['own', 'settings'];

/** What has to hold of a stack, as its record has it; `lifted` is of this stack alone. */
export function recordedGuarantees(context: AppStack, lifted: readonly LiftedFact[]): RecordedGuarantees {
  const facts = Object.fromEntries(Object.entries(factsOf(context)).filter(([name]) => !NOT_RECORDED.includes(name))) as Recorded;
  const { cluster, permissionsBoundaryArn } = context.settings;
  const objects = context.manifests.promised;
  const repositories = context.owner?.team.repositories ?? [];
  return {
    ...facts,
    ...(repositories.length > 0 && { repositories }),
    cluster,
    ...(permissionsBoundaryArn !== undefined && { permissionsBoundaryArn }),
    // In an order that does not follow that of the code, nor that in which connections are known.
    expected: sorted(context.expectations.map(expectedAt)),
    ...(objects.length > 0 && { objects: objects.map((each) => JSON.stringify(each)) }),
    lifted: lifted.map(({ address, guardrail, unread, what }) => ({ guardrail, address, what, ...(unread && { unread }) })),
  };
}

function sorted(promises: readonly ExpectedAt[]): ExpectedAt[] {
  const placeOf = ({ address, guardrail }: ExpectedAt) => `${address} ${guardrail}`;
  return [...promises].sort((one, other) => byCode(placeOf(one), placeOf(other)));
}

/** The facts of a stack that were recorded. */
export function factsOfRecord(recorded: RecordedGuarantees): StackFacts {
  const { cluster, permissionsBoundaryArn, expected } = recorded;
  return {
    ...recorded,
    own: new Set(expected.filter(({ guardrail }) => guardrail !== COMPANION_GUARDRAILS.argument.id).map(({ address }) => address)),
    settings: { cluster, permissionsBoundaryArn },
  };
}

/** What was recorded of the objects of a stack. */
export function objectsOfRecord({ objects = [] }: RecordedGuarantees): ExpectedAt[] {
  return objects.map((each) => JSON.parse(each) as ExpectedAt);
}

/** What is promised of an object, by its address in the cluster. */
export function promisedObjects(objects: readonly ExpectedAt[]): (address: string) => readonly ExpectedAt[] {
  const byAddress = new Map<string, ExpectedAt[]>();
  for (const one of objects) byAddress.set(one.address, [...(byAddress.get(one.address) ?? []), one]);
  return (address) => byAddress.get(address) ?? [];
}
