import type { Problem } from '../../core/problems';

/** What the library tells programs to write, and what a document has in its place. */
const FORMS: readonly (readonly [form: RegExp, document: string])[] = [
  [/service\.attachPolicy\(arn, 'why'\)/g, '{ arn: ..., reason: why }'],
  [/service\.grant\(actions, resources, 'why'\)/g, '{ actions: ..., resources: ..., reason: why }'],
  [/service\.grant\b/g, 'grants'],
  [/service\.(allow(?:From|To|ToHost))\b/g, '$1'],
];

/** A member such as `Access.READ_WRITE`. What somebody wrote stands in quotes, and stays as it is. */
const MEMBER = /'[^'\n]*'|\b[A-Z][A-Za-z]+\.([A-Z][A-Z_]+)\b/g;

/** A problem of the library in the words of a document. */
export function inDocument(problem: Problem): Problem {
  return { ...problem, allowed: worded(problem.allowed), fix: worded(problem.fix) };
}

function worded(text: string): string {
  const calls = FORMS.reduce((all, [form, document]) => all.replace(form, document), text);
  return calls.replace(MEMBER, (found: string, name?: string) => (name === undefined ? found : name.toLowerCase().replaceAll('_', '-')));
}
