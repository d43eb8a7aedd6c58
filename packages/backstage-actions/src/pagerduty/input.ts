import { fieldsOf, line, matching, oneOf, paragraph } from '../core/checks';
import { Problems } from '../core/problems';

/** What `golden-path:pagerduty:service:create` takes. */
export interface ServiceInput {
  readonly name: string;
  readonly description?: string;
  readonly escalationPolicyId: string;
  /** @default high */
  readonly urgency?: string;
}

/** How loudly PagerDuty notifies. @see https://developer.pagerduty.com/api-reference/7062f2631b397-create-a-service */
export const URGENCIES = ['high', 'low', 'severity_based'];

export const RULES = {
  name: line(100),
  description: paragraph(1024),
  escalationPolicyId: matching(
    /^[A-Z0-9]+$/,
    'the id of an escalation policy: capital letters and digits',
    'copy the id from the address of the policy in PagerDuty, such as PANZZEQ',
    32,
  ),
  urgency: oneOf(URGENCIES),
};

/** The checked input. Throws one error with every problem. */
export function serviceInput(value: unknown): Required<ServiceInput> {
  const problems = new Problems();
  const fields = fieldsOf(problems, '', value).only(Object.keys(RULES));
  const input = {
    name: fields.text('name', RULES.name),
    description: fields.optionalText('description', RULES.description) ?? '',
    escalationPolicyId: fields.text('escalationPolicyId', RULES.escalationPolicyId),
    urgency: fields.optionalText('urgency', RULES.urgency) ?? URGENCIES[0],
  };
  problems.check('input');
  return input;
}
