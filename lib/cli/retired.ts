import { isDay } from '../core/day';
import { isPlainObject } from '../core/json';
import { show } from '../core/problems';
import type { Retired, Retirement } from '../output/retired';
import type { Checkout } from './checkout';
import { valueOf, yamlDocument } from './gitops/yaml-text';
import { Trouble } from './refusal';

/** The form of an entry in `retired.yaml`, for error messages. */
interface LineForm {
  /** The form of the file. */
  readonly file: string;
  /** The form of an entry. */
  readonly line: string;
  readonly fix: string;
}

/** The entries of a `retired.yaml`; none if there is no such file. Throws Trouble if an entry is invalid. */
export function readLines<T>(
  checkout: Checkout,
  file: string,
  form: LineForm,
  read: (value: unknown) => T | undefined,
): ReadonlyMap<string, T> {
  const text = checkout.read(file);
  const value = text === undefined ? undefined : valueOf(yamlDocument(text));
  if (value === undefined || value === null) return new Map();
  if (!isPlainObject(value)) throw new Trouble(show(value), form.file, form.fix);
  const lines = Object.entries(value).map(([key, line]) => [key, read(line)] as const);
  const wrong = lines.find(([, line]) => line === undefined);
  if (wrong) throw new Trouble(`no ${form.line} for ${show(wrong[0])}`, `a ${form.line} for each`, form.fix);
  return new Map(lines as [string, T][]);
}

/** A reason: some words, not a placeholder. */
export function reasonOf(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  return value.split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 1).length > 1 ? value : undefined;
}

const FORM: LineForm = {
  file: 'a map from <stack>/<address> or <stack>/<file> to { what, reason, date }',
  line: '{ what, reason in words, date as YYYY-MM-DD }',
  fix:
    'write entries such as "shop-production/aws_sqs_queue.Jobs": { what: aws_sqs_queue jobs, reason: drained by hand, date: 2026-11-27 }',
};

/** The data in the lock beside it that may be lost. Throws Trouble if an entry is invalid. */
export function readRetired(checkout: Checkout, file: string): Retired {
  return readLines(checkout, file, FORM, retirementOf);
}

function retirementOf(value: unknown): Retirement | undefined {
  if (!isPlainObject(value)) return undefined;
  const { what, date } = value;
  const reason = reasonOf(value.reason);
  if (typeof what !== 'string' || typeof date !== 'string' || reason === undefined || !isDay(date)) return undefined;
  return { what, reason, date };
}
