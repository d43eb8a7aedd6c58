import { isArnReference, knownParts, referenceOf } from './references';
import type { IamContext } from './statement';
import type { TemplatePart } from './template';

/**
 * The scope of a resource in a statement: `everything`; all of a kind in the `account`; another account (`elsewhere`);
 * `unknown`; or a resource that it `names`.
 */
export type Reach = 'everything' | 'account' | 'elsewhere' | 'unknown' | 'named';

/** Services whose ARNs have a name in the place where others have a type such as `role/`. */
const UNTYPED = ['codecommit', 'codepipeline', 'execute-api', 's3', 'sns', 'sqs'];

/** A prefix with at least this many letters and digits before a wildcard is specific enough. */
const SHORTEST_PREFIX = 3;

const POLICY_VARIABLE = /\$\{[^{}]*\}/g;

/** A part of an ARN that comes from a reference: some plain name. */
const NAME = 'reference';

export function reachOf(resource: string, context: IamContext): Reach {
  const parts = knownParts(resource, context);
  if (!parts) return 'unknown';
  const [first, ...others] = parts;
  const reference = first?.kind === 'expression' ? referenceOf(first.text) : undefined;
  if (reference) return isArnReference(reference) && textOf(others) !== undefined ? 'named' : 'unknown';
  const text = textOf(parts);
  return text === undefined ? 'unknown' : reachOfText(text, context);
}

/** The text of parts, with references as names; nothing if an expression is more than a reference. */
function textOf(parts: readonly TemplatePart[]): string | undefined {
  const texts = parts.map(({ kind, text }) => {
    if (kind === 'literal') return text.replace(POLICY_VARIABLE, '*');
    return referenceOf(text) ? NAME : undefined;
  });
  return texts.includes(undefined) ? undefined : texts.join('');
}

/** An ARN of S3 has no account: a bucket's name is its own in all of AWS. */
function reachOfText(text: string, { accountId, partition }: IamContext): Reach {
  const [scheme, inPartition, service, , account, ...rest] = text.split(':');
  const name = rest.join(':');
  if (isWild(scheme) || (rest.length === 0 && isWild(text)) || isWild(service ?? '')) return 'everything';
  if (scheme !== 'arn' || name === '') return 'unknown';
  const isOwn = ['', 'aws', accountId].includes(account) || (service === 's3' && account === '*');
  if (!isOwn || !matches(inPartition, partition)) return 'elsewhere';
  return namesSomething(service, name) ? 'named' : 'account';
}

/** Whether the part before the first wildcard of a name is more than a kind of resource. */
function namesSomething(service: string, name: string): boolean {
  const wildcard = name.search(/[*?]/);
  if (wildcard === -1) return true;
  const fixed = name.slice(0, wildcard);
  const own = UNTYPED.includes(service) ? fixed : /^[^/:]*[/:](.*)$/s.exec(fixed)?.[1];
  return (own ?? '').replace(/[^A-Za-z0-9]/g, '').length >= SHORTEST_PREFIX;
}

function matches(partition: string, own: string): boolean {
  return partition === own || partition === '*';
}

function isWild(text: string): boolean {
  return /[*?]/.test(text);
}
