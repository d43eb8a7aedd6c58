import { toYamlInOrder } from '../../core/yaml';

/** A question of the survey, which is a column of its answers. */
export interface Question {
  readonly column: string;
  readonly text: string;
  readonly help: string;
  /** The lowest and the highest number; absent if the answer is words. */
  readonly scale?: readonly [number, number];
  readonly required: boolean;
}

const AGREEMENT = { help: '1: strongly disagree. 5: strongly agree.', scale: [1, 5], required: false } as const;

/** The questions. The first is the one that a net promoter score is computed from. */
export const QUESTIONS: readonly Question[] = [
  {
    column: 'recommend',
    text: 'How likely are you to recommend the platform to another team?',
    help: '0: not at all. 10: extremely likely.',
    scale: [0, 10],
    required: true,
  },
  { column: 'ease', text: 'The platform is easy to use.', ...AGREEMENT },
  { column: 'reliability', text: 'The platform is reliable.', ...AGREEMENT },
  { column: 'documentation', text: 'The documentation answers my questions.', ...AGREEMENT },
  { column: 'comment', text: 'What should the platform team change first?', help: 'Please name no person.', required: false },
];

/** The columns of the answers: the day and the questions. There is none for who answered. */
export const COLUMNS: readonly string[] = ['date', ...QUESTIONS.map(({ column }) => column)];

/** The survey as Markdown, for a mail, a form or a wiki. */
export function surveyMarkdown(): string {
  const questions = QUESTIONS.map(({ text, help, scale, column, required }, index) => {
    const answer = scale ? `a number from ${scale[0]} to ${scale[1]}` : 'words';
    return `${index + 1}. **${text}** ${help}\n   Answer: ${answer}${required ? '' : ', or nothing'}. Column: \`${column}\`.\n`;
  });
  return `# Developer survey of the platform

Once a quarter, to everybody who builds services. It takes two minutes. Answers are anonymous: the file has no names.

${questions.join('')}
## File of the answers

One line for each answer, as CSV in UTF-8 with these columns:

\`\`\`csv
${COLUMNS.join(',')}
\`\`\`

\`date\` is the day of the answer, as YYYY-MM-DD. Leave out every column that says who answered: the check fails if there is one.
`;
}

/**
 * The survey as an issue form of GitHub, for organisations that have no other tool. GitHub shows who opens an issue, so answers are
 * not anonymous there; the form says so.
 *
 * @see https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-issue-forms
 */
export function surveyIssueForm(): string {
  return toYamlInOrder({
    name: 'Developer survey',
    description: 'Tell the platform team what to change',
    title: 'Developer survey',
    labels: ['survey'],
    body: [
      {
        type: 'markdown',
        attributes: { value: 'GitHub shows who opens an issue: this answer is not anonymous. The report never shows a name.' },
      },
      ...QUESTIONS.map(formField),
    ],
  });
}

function formField({ column, text, help, scale, required }: Question): Record<string, unknown> {
  if (!scale) return { type: 'textarea', id: column, attributes: { label: text, description: help }, validations: { required } };
  const options = Array.from({ length: scale[1] - scale[0] + 1 }, (_, index) => String(scale[0] + index));
  return { type: 'dropdown', id: column, attributes: { label: text, description: help, options }, validations: { required } };
}
