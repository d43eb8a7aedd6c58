import { isPlainObject, list } from '../../core/json';
import type { Json } from '../../core/json';
import { show } from '../../core/problems';
import type { Breach } from '../guardrail';
import { readDocumentBlock } from '../iam/document-block';
import { readJsonDocument } from '../iam/json-document';
import type { IamContext, IamFinding, Reading } from '../iam/statement';
import type { ModelledStack, Subject } from '../model/app-model';
import { blocksOf } from '../model/blocks';
import type { Resource } from '../model/resource';
import { isUnreadable, templateText } from '../model/unreadable';
import { WITH_REASON } from './row';

/** Without a known account, permissions are checked against an account that nobody has. */
export function contextOf({ facts }: ModelledStack): IamContext {
  return { accountId: facts.account?.accountId ?? '', partition: facts.account?.partition ?? 'aws' };
}

/** The texts at the end of a path that may go through several blocks. */
export function textsAt(body: Json, path: string): unknown[] {
  const [first, ...rest] = path.split('.');
  if (rest.length === 0) return list(body[first]).flat(Infinity);
  return blocksOf(body[first]).flatMap((block) => (isUnreadable(block) ? [block] : textsAt(block, rest.join('.'))));
}

/** The data source of a document, if it is in the same stack. */
export function sourceOf(policy: unknown, { stack }: Subject): Resource | undefined {
  if (!isUnreadable(policy) || !/^(minified_)?json$/.test(policy.reference?.attribute ?? '')) return undefined;
  const source = stack.model.find(policy.reference!.address);
  return source?.mode === 'data' && source.type === 'aws_iam_policy_document' ? source : undefined;
}

/** A document, as text or from a data source. */
export function readingOf(policy: unknown, subject: Subject): Reading {
  const source = sourceOf(policy, subject);
  if (source === undefined) return readJsonDocument(templateText(policy), (text) => text);
  return source.copies.length === 1 ? blockReading(source.body, subject) : { unreadable: `copies of ${source.address}` };
}

/** The document of a data source. One that is its own source cannot be read. */
export function blockReading(body: Json, subject: Subject, depth = 0): Reading {
  if (depth > 8) return { unreadable: 'documents that refer to each other without end' };
  return readDocumentBlock(
    asTemplate(body) as Json,
    (text) => text,
    (text) => {
      const address = /^\$\{(data\.aws_iam_policy_document\.[\w-]+)\.(minified_)?json\}$/.exec(text)?.[1];
      const source = address === undefined ? undefined : subject.stack.model.find(address);
      if (source?.copies.length === 1) return blockReading(source.body, subject, depth + 1);
      return readJsonDocument(text, (same) => same);
    },
  );
}

/** A value with every text as a Terraform template again. */
export function asTemplate(value: unknown): unknown {
  if (isUnreadable(value) || typeof value === 'string') return templateText(value);
  if (Array.isArray(value)) return value.map(asTemplate);
  return isPlainObject(value) ? Object.fromEntries(Object.entries(value).map(([key, part]) => [key, asTemplate(part)])) : value;
}

export function breachOf({ kind, what, on, sentence, fix }: IamFinding): Breach {
  const got = kind === 'wide-policy' || kind === 'wildcard-action' ? show(what) : sentence;
  return {
    got: kind === 'wildcard-action' ? `${got} on ${on}` : got,
    what: on === '' ? what : `${what} on ${on}`,
    unreadable: kind === 'unreadable',
    fix: fix.replace('or give a reason', WITH_REASON),
  };
}
