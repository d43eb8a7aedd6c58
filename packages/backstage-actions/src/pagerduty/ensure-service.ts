import type { Run } from '../core/action';
import { failure, show } from '../core/problems';
import type { FoundService, PagerDutyClient } from './client';
import type { ServiceInput } from './input';

/** What `golden-path:pagerduty:service:create` gives to later steps. */
export interface ServiceOutput {
  readonly serviceId: string;
  readonly serviceUrl: string;
  /** Whether this run made the service. */
  readonly created: boolean;
}

/** Gives the service of this name, which is created if PagerDuty has none. */
export async function ensureService(client: PagerDutyClient, input: Required<ServiceInput>, { log }: Run): Promise<ServiceOutput> {
  const before = await client.find(input.name);
  if (before) return existing(before, input, log);
  const creation = await client.create(input);
  if ('service' in creation) {
    log(`created the PagerDuty service ${show(input.name)}: ${creation.service.url}`);
    return outputOf(creation.service, true);
  }
  // Another run was faster, or this one after an answer that got lost.
  const meanwhile = await client.find(input.name);
  if (!meanwhile) throw creation.refusal;
  return existing(meanwhile, input, log);
}

/** What a dry run says and gives. */
export function describeService({ name, escalationPolicyId, urgency }: Required<ServiceInput>, { log }: Run): ServiceOutput {
  log(`would create the PagerDuty service ${show(name)}, if there is none: escalation policy ${escalationPolicyId}, urgency ${urgency}`);
  return { serviceId: 'DRYRUN', serviceUrl: 'https://dry-run.invalid/service', created: false };
}

/** A service with another escalation policy belongs to somebody else: its alerts would reach them. */
function existing(service: FoundService, { name, escalationPolicyId }: Required<ServiceInput>, log: Run['log']): ServiceOutput {
  if (service.escalationPolicyId !== escalationPolicyId) {
    const got = `${show(escalationPolicyId)}, and a service ${show(name)} with policy ${show(service.escalationPolicyId)}: ${service.url}`;
    const fix = 'choose another name, or give the service this policy in PagerDuty if it is yours';
    throw failure('conflict', {
      path: 'escalationPolicyId',
      got,
      allowed: 'the policy that the service of this name has',
      fix,
    });
  }
  log(`found the PagerDuty service ${show(name)}: ${service.url}`);
  return outputOf(service, false);
}

function outputOf({ id, url }: FoundService, created: boolean): ServiceOutput {
  return { serviceId: id, serviceUrl: url, created };
}
