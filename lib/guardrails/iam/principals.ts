import { knownText, referenceOf } from './references';
import type { IamContext } from './statement';
import { partsOf } from './template';

/** The owner of a principal: everyone, another account, unknown, or the own account or AWS. */
export type Owner = 'everyone' | 'elsewhere' | 'unknown' | 'own';

/** In ARNs, AWS's own accounts are words, as for the origin access identities of CloudFront. */
const AWS_ACCOUNTS = ['cloudfront'];

/** The owner of an identifier under `AWS`. */
export function ownerOf(identifier: string, context: IamContext): Owner {
  const text = knownText(identifier, context);
  if (text === undefined) return isReference(identifier) ? 'own' : 'unknown';
  if (text === '*') return 'everyone';
  if (/[*?]/.test(text) || text.includes('${')) return 'unknown';
  const [scheme, partition, service, , account] = text.split(':');
  if (/^\d{12}$/.test(text)) return text === context.accountId ? 'own' : 'elsewhere';
  if (scheme !== 'arn' || !['iam', 'sts'].includes(service)) return 'unknown';
  if (AWS_ACCOUNTS.includes(account)) return 'own';
  if (!/^\d{12}$/.test(account)) return 'unknown';
  return account === context.accountId && partition === context.partition ? 'own' : 'elsewhere';
}

/** Whether a text is one reference to a resource or data source of AWS, or an ARN with references in it. */
export function isReference(text: string): boolean {
  const parts = partsOf(text);
  return parts?.length === 1 && parts[0].kind === 'expression' && referenceOf(parts[0].text) !== undefined;
}
