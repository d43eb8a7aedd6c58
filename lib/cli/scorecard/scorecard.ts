import { prettyJson } from '../../output/record';
import type { Report } from '../../reports/document/document';
import { reportCsv } from '../../reports/document/report-csv';
import { reportMarkdown } from '../../reports/document/report-markdown';
import { reportText } from '../../reports/document/report-terminal';
import { roadmapSchema } from '../../reports/roadmap/roadmap';
import { scorecardOf } from '../../reports/scorecard/scorecard';
import type { Scorecard } from '../../reports/scorecard/scorecard';
import { scorecardPrometheus } from '../../reports/scorecard/scorecard-prometheus';
import { scorecardReport } from '../../reports/scorecard/scorecard-report';
import { reportPage } from '../../reports/site/page';
import { Status } from '../decide';
import { visible } from '../output';
import type { Output } from '../output';
import type { ScorecardOptions } from './options';
import { readInputs } from './read-input';

/** The forms of a scorecard. */
export const SCORECARD_FORMATS: Readonly<Record<string, (report: Report, figures: Scorecard) => string>> = {
  text: reportText,
  json: (_, figures) => scorecardJson(figures),
  markdown: reportMarkdown,
  html: (report) => reportPage(report, 'scorecard.html'),
  csv: reportCsv,
  prometheus: (_, figures) => scorecardPrometheus(figures),
};

/** Prints the scorecard of a platform. The status says whether everything could be read. */
export function scorecard(options: ScorecardOptions, output: Output, now: Date): Status {
  const { input } = readInputs('scorecard', options, now);
  const figures = scorecardOf(input);
  output.print(SCORECARD_FORMATS[options.format](scorecardReport(figures), figures));
  return statusOf(figures, output);
}

/** Prints the JSON schema of roadmap.yaml. */
export function printRoadmapSchema(output: Output): Status {
  output.print(`${JSON.stringify(roadmapSchema(), undefined, 2)}\n`);
  return Status.DONE;
}

/** The figures as JSON, which a later run reads as its earlier scorecard. */
export function scorecardJson(figures: Scorecard): string {
  return prettyJson({ scorecardVersion: 1, ...figures });
}

/** Says what is missing, and the status of a report that is not whole. */
export function statusOf({ missing }: Pick<Scorecard, 'missing'>, output: Output): Status {
  for (const { where, what, why } of missing) output.complain(visible(`Missing: ${where}: ${what}: ${why}\n`));
  return missing.length > 0 ? Status.PARTIAL : Status.DONE;
}
