import { isPlainObject } from '../../core/json';
import type { Json } from '../../core/json';
import { show } from '../../core/problems';
import type { Breach, Guardrail, Predicate } from '../guardrail';
import type { Subject } from '../model/app-model';
import { isUnreadable } from '../model/unreadable';
import { unreadable } from '../predicates';
import { DATA, row, WITH_REASON } from './row';

/** Arguments at any depth that name a KMS key: `kms_key_id`, `kms_master_key_id`, `performance_insights_kms_key_id`. */
const KEY = /(^|_)kms_(master_)?key(_id|_arn)?$/;

/** The owner of the key can read the data, or make it unreadable. */
const OWN_KEYS: Predicate = {
  name: 'keys of the same account',
  breaches: (subject) => keysIn(subject.body).flatMap(([argument, key]) => keyBreach(argument, key, subject)),
};

function keysIn(value: unknown): [argument: string, key: unknown][] {
  if (Array.isArray(value)) return value.flatMap(keysIn);
  if (isUnreadable(value) || !isPlainObject(value)) return [];
  return Object.entries(value as Json).flatMap(([name, part]): [string, unknown][] =>
    KEY.test(name) && part !== undefined && part !== null ? [[name, part]] : keysIn(part),
  );
}

function keyBreach(argument: string, key: unknown, { address, stack }: Subject): Breach[] {
  if (isUnreadable(key)) {
    const made = key.reference && stack.model.find(key.reference.address);
    // A team may look up a key. Resources of the library have a key of this stack, or none of their own.
    const isDoubtful = stack.facts.own?.has(address) === true && !(made?.mode === 'managed' && made.type.startsWith('aws_kms_'));
    return isDoubtful ? [unreadable(argument, key)] : [];
  }
  const text = String(key);
  const isElsewhere = text.startsWith('arn:') && text.split(':')[4] !== stack.facts.account?.accountId;
  return isElsewhere ? [{ got: `${argument}: ${show(text)}, a key of another account`, what: argument }] : [];
}

/** The guardrails of encryption keys. */
export const KEY_ROWS: readonly Guardrail[] = [
  row({
    id: 'data.key',
    chapter: DATA,
    on: ['aws_*'],
    path: 'kms_key_id',
    must: OWN_KEYS,
    rule: 'KMS keys of your own account, or a written reason',
    fix: `use a key of your account, or leave it out to use the AWS managed key, ${WITH_REASON}`,
    lifted: 'all',
  }),
];
