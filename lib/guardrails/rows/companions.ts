import { show } from '../../core/problems';
import type { Guardrail, Predicate } from '../guardrail';
import type { Subject } from '../model/app-model';
import { valueAt } from '../model/blocks';
import { isUnreadable } from '../model/unreadable';
import { DATA, EVERYWHERE, row } from './row';

/** Resources that set the policy of a queue, topic or table, with the argument that names it. */
const TARGETS: Readonly<Record<string, string>> = {
  aws_dynamodb_resource_policy: 'resource_arn',
  aws_sns_topic_data_protection_policy: 'arn',
  aws_sns_topic_policy: 'arn',
  aws_sqs_queue_policy: 'queue_url',
  aws_sqs_queue_redrive_policy: 'queue_url',
};

/** A second resource would replace the library's policy, which requires TLS. */
const ONE_POLICY: Predicate = {
  name: 'no second resource for a policy that a companion manages',
  breaches: (subject) => {
    const name = targetOf(subject);
    const [owner] = name === undefined ? [] : subject.app.landscape.stacksOfData(name, false);
    return owner ? [{ got: `a second ${subject.resource!.type} for ${show(name)} of ${owner.name}` }] : [];
  },
};

/** The name in AWS: the end of a URL or ARN, or the name of a resource of the same stack. */
function targetOf({ resource, body, stack }: Subject): string | undefined {
  const target = valueAt(body, TARGETS[resource!.type]);
  if (typeof target === 'string') return target.split(/[:/]/).at(-1);
  const address = isUnreadable(target) ? target.reference?.address : undefined;
  const name = address === undefined ? undefined : valueAt(stack.model.find(address)?.body, 'name');
  return typeof name === 'string' ? name : undefined;
}

/** Guardrails against changes of a companion from outside. */
export const COMPANION_ROWS: readonly Guardrail[] = [
  row({
    id: 'companion.one-policy',
    chapter: DATA,
    on: Object.keys(TARGETS),
    path: [...new Set(Object.values(TARGETS))].join(', '),
    must: ONE_POLICY,
    rule: 'one policy for each queue, topic and table: the one that its companion creates',
    fix: 'remove it, and connect the service with connectTo instead',
    lifted: 'nothing',
    stacks: EVERYWHERE,
  }),
];
