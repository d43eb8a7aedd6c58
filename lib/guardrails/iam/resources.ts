import { isArnReference, knownParts, referenceOf } from './references';
import type { IamContext } from './statement';
import type { TemplatePart } from './template';

/**
 * What a resource of a statement reaches: `everything`; all of a kind in the `account`; another account (`elsewhere`);
 * what nobody can tell (`unknown`); or what it `names`.
 */
export type Reach = 'everything' | 'account' | 'elsewhere' | 'unknown' | 'named';

/** Services whose ARNs go on with a name, where others have a type such as `role/` before it. */
const UNTYPED = ['codecommit', 'codepipeline', 'execute-api', 's3', 'sns', 'sqs'];

/** So many letters and digits before a wildcard make a prefix that says something. */
const SHORTEST_PREFIX = 3;

const POLICY_VARIABLE = /\$\{[^{}]*\}/g;

/** A part of an ARN that a reference gives: some plain name. */
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

/** The text of parts, their references as names; nothing where an expression is more than that. */
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

/** Whether what stands before a name's first wildcard is more than a kind of resource. */
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
