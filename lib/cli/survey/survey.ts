import { showPath } from '../../core/problems';
import { readAnswers } from '../../reports/survey/answers';
import { surveyIssueForm, surveyMarkdown } from '../../reports/survey/questions';
import { Status } from '../decide';
import type { Output } from '../output';
import { counted } from '../output';
import { Refusal } from '../refusal';
import { readText } from '../scorecard/config-file';

/** The options of `golden-path survey`. */
export interface SurveyOptions {
  /** A file with answers to check. */
  readonly check?: string;
  readonly format: string;
}

/** The forms of the questions. */
export const SURVEY_FORMATS: Readonly<Record<string, () => string>> = { 'markdown': surveyMarkdown, 'issue-form': surveyIssueForm };

/** Prints the questions, or checks a file of answers. */
export function survey({ check, format }: SurveyOptions, output: Output): Status {
  if (check === undefined) {
    output.print(SURVEY_FORMATS[format]());
    return Status.DONE;
  }
  const refusal = new Refusal('golden-path survey');
  const text = refusal.attempt(showPath(check), () => readText(check));
  const { answers, problems } = text === undefined ? { answers: [], problems: [] } : readAnswers(text);
  for (const problem of problems) refusal.add({ ...problem, path: `${showPath(check)}, ${problem.path}` });
  refusal.throwIfAny();
  output.print(`${counted(answers.length, 'answer')}, no problems.\n`);
  return Status.DONE;
}
