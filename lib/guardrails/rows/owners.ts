import { show } from '../../core/problems';
import { namespaceOf, secretPlaceOf } from '../../platform/agreed-names';
import { isMeant } from '../../platform/claims';
import type { StackFacts, Subject } from '../model/app-model';

/** The position of the name in an ARN of data, by AWS service. */
const DATA_NAMES: Readonly<Record<string, RegExp>> = {
  dynamodb: /^table\/([^/]+)/,
  elasticache: /^replicationgroup:(.+)$/,
  rds: /^(?:cluster|db):(.+)$/,
  s3: /^([^/]+)/,
  sns: /^([^:]+)/,
  sqs: /^(.+)$/,
};

/** A name, or a prefix of names. */
interface Named {
  readonly text: string;
  readonly isPrefix: boolean;
}

/**
 * A description of the owner of the data or secret in an ARN; nothing for the service itself, or if no owner is known. A
 * wildcard names everything with its prefix.
 */
export function ownerOfArn(arn: string, subject: Subject): string | undefined {
  const [, , service, , , ...rest] = arn.split(':');
  const name = rest.join(':');
  if (service === 'secretsmanager') return ownerOfSecret(named(name.replace(/^secret:/, '')), subject);
  const [, data] = DATA_NAMES[service]?.exec(name) ?? [];
  return data === undefined ? undefined : ownerOfData(named(data), subject);
}

function named(name: string): Named {
  const wildcard = name.search(/[*?]/);
  return { text: wildcard === -1 ? name : name.slice(0, wildcard), isPrefix: wildcard !== -1 };
}

function ownerOfData(name: Named, { app, stack: { facts } }: Subject): string | undefined {
  const other = app.landscape.stacksOfData(name.text, name.isPrefix).find((stack) => !isSame(stack.facts, facts));
  if (other) return serviceIn(other.facts.service, other.facts.environment);
  const claim = facts.claimed?.dataNames.find((pattern) => overlaps(pattern, name, facts));
  return claim && `another team, to which the platform assigns ${show(claim)}`;
}

/** The library appends the environment to a name, and also the account to the name of a bucket. */
function overlaps(pattern: string, { text, isPrefix }: Named, { environment }: StackFacts): boolean {
  const begin = pattern.endsWith('*') ? pattern.slice(0, -1) : `${pattern}-${environment}`;
  return text.startsWith(begin) || (isPrefix && begin.startsWith(text));
}

function ownerOfSecret({ text, isPrefix }: Named, { app: { landscape }, stack: { facts } }: Subject): string | undefined {
  if (text.startsWith('rds!')) return 'a database whose password RDS manages, and it is unknown which one';
  if (facts.service !== undefined && text.startsWith(secretPlaceOf(facts.service, String(facts.environment)))) return undefined;
  const [, environment, service] = /^([^/]+)\/([^/]+)\//.exec(text) ?? [];
  const known = [...landscape.environments];
  if (service === undefined) {
    const reached = isPrefix ? known.find((each) => `${each}/`.startsWith(text) || text.startsWith(`${each}/`)) : undefined;
    return reached && `every service in ${show(reached)} whose secrets start with this`;
  }
  if (!known.includes(environment)) return undefined;
  const owner = landscape.stackOfNamespace(namespaceOf(service, { name: environment }));
  if (owner && isSame(owner.facts, facts)) return undefined;
  const isClaimed = facts.claimed?.services.some((pattern) => isMeant(pattern, service));
  return `${serviceIn(service, environment)}${isClaimed ? ', which the platform assigns to another team' : ''}`;
}

/** Whether both belong to the same service. A team's stack without a service belongs to all services of the team. */
function isSame(one: StackFacts, other: StackFacts): boolean {
  if (one.environment !== other.environment) return false;
  return other.service === undefined ? one.team === other.team : one.service === other.service;
}

function serviceIn(service: string | undefined, environment: string | undefined): string {
  return `the service ${show(service)} in ${show(environment)}`;
}
