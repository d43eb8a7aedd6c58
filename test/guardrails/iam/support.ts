import { readJsonDocument } from '../../../lib/guardrails/iam/json-document';
import type { IamContext, IamFinding, Reading } from '../../../lib/guardrails/iam/statement';

export const CONTEXT: IamContext = { accountId: '111122223333', partition: 'aws' };

/** A resolver that knows one value by its expression. */
export const knowing = (values: Record<string, string>) => (text: string): string =>
  Object.entries(values).reduce((known, [expression, value]) => known.replaceAll(expression, value), text);

export const asIs = (text: string): string => text;

/** A document of statements, as a team writes it. */
export function documentOf(...statements: object[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}

export function reading(...statements: object[]): Reading {
  return readJsonDocument(documentOf(...statements), asIs);
}

/** A finding in short, such as `sensitive-action sts:AssumeRole on *`. */
export function short({ kind, what, on }: IamFinding): string {
  return `${kind} ${what} on ${on}`;
}
