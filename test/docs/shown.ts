import { load } from 'js-yaml';
import type { Example, Outcome } from './examples';
import type { Block } from './pages';
import { markOf, placeOf } from './pages';

/** Where what a page shows of an example is not what the example gives. */
export function compareShown({ block, shown }: Example, outcome: Outcome): string[] {
  const throws = shown.some((each) => markOf(each, 'throws') !== undefined);
  const surprise = outcome.error && !throws ? [`${placeOf(block)} throws ${outcome.error.stack}`] : [];
  return [...surprise, ...shown.flatMap((each) => compare(each, outcome).map((what) => `${placeOf(each)} ${what}`))];
}

/** What a block of text shows of an outcome: what was printed, or the error. Empty where there is nothing to show. */
export function textOf(shown: Block, { error, printed }: Outcome): string {
  return markOf(shown, 'prints') === undefined ? error?.message.trim() ?? '' : printed;
}

function compare(shown: Block, outcome: Outcome): string[] {
  const output = markOf(shown, 'output');
  if (output !== undefined) return compareOutput(shown, output, outcome.files);
  const actual = textOf(shown, outcome);
  if (actual === '') return ['shows something, but the example throws and prints nothing'];
  return actual === shown.text ? [] : [`is not what the example gives:\n${actual}`];
}

/** The mark names a file, and where a part of it is shown, the part: `stacks/x/cdk.tf.json at resource.aws_iam_role`. */
function compareOutput({ language, text }: Block, mark: string, files: ReadonlyMap<string, string>): string[] {
  const [file, part] = mark.split(' at ');
  const written = files.get(file);
  if (written === undefined) return [`shows ${file}, but written were ${[...files.keys()].join(', ') || 'no files'}`];
  const expected = language === 'yaml' ? load(text) : (JSON.parse(text) as unknown);
  const whole = (part?.split('.') ?? []).reduceRight((inner, key) => ({ [key]: inner }), expected);
  return contains('', whole, load(written));
}

/** Where a value does not hold all of another: objects may hold more, lists and everything else must be equal. */
export function contains(path: string, expected: unknown, actual: unknown): string[] {
  if (isObject(expected) && typeof actual === 'string') return contains(path, expected, parsed(actual));
  if (isObject(expected) && isObject(actual)) {
    const keys = Object.keys(expected);
    if (keys.length === 0 && Object.keys(actual).length > 0) return [difference(path, expected, actual)];
    return keys.flatMap((key) => {
      if (!(key in actual)) return [`${path}: the page shows ${key}, the output has ${Object.keys(actual).join(', ') || 'nothing'}`];
      return contains(path === '' ? key : `${path}.${key}`, expected[key], actual[key]);
    });
  }
  if (Array.isArray(expected) && Array.isArray(actual) && expected.length === actual.length) {
    return expected.flatMap((each, index) => contains(`${path}[${index}]`, each, actual[index]));
  }
  return Object.is(expected, actual) ? [] : [difference(path, expected, actual)];
}

function difference(path: string, expected: unknown, actual: unknown): string {
  return `${path}: the page shows ${JSON.stringify(expected)}, the output has ${JSON.stringify(actual)}`;
}

/** A policy stands in Terraform as a string of JSON; a page shows what the string says. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text === '' ? undefined : { [text]: 'is no JSON' };
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
