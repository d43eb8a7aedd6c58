import { reportMarkdown } from '../document/report-markdown';
import { reportText } from '../document/report-terminal';
import type { DoraReport } from '../metrics/report';
import { reportPage } from '../site/page';
import { doraDocument } from './dora-document';
import { prometheusText } from './prometheus';

/** The forms of a report. Facts, as `ndjson`, are written while they are read. */
export const DORA_FORMATS: Readonly<Record<string, (report: DoraReport) => string>> = {
  terminal: (report) => reportText(doraDocument(report)),
  json: (report) => `${JSON.stringify(report, undefined, 2)}\n`,
  markdown: (report) => reportMarkdown(doraDocument(report)),
  html: (report) => reportPage(doraDocument(report), 'dora.html'),
  prometheus: prometheusText,
};
