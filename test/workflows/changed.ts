import { callProblems } from './calls';
import { problemsIn } from './rules';
import { parse, reusableWorkflows } from './workflow-file';

/** The reusable workflows, by the names of their files. */
export const texts = reusableWorkflows();

/** What the rules have to say about a workflow which stands in for the file of this name. */
export function allProblems(name: string, text: string): string[] {
  const all = Object.fromEntries(Object.entries({ ...texts, [name]: text }).map(([file, each]) => [file, parse(each)]));
  return [...problemsIn(text), ...callProblems(parse(text), all)];
}

/** A workflow with one change, which has to be one. */
export function changed(name: string, from: string | RegExp, to: string): string {
  const text = texts[name].replace(from, to);
  if (text === texts[name]) throw new Error(`${name} has no ${String(from)}`);
  return text;
}
