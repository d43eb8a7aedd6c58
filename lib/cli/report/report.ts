import * as fs from 'node:fs';
import * as path from 'node:path';
import { showPath } from '../../core/problems';
import { byService } from '../../reports/facts/by-service';
import type { GivenFacts } from '../../reports/facts/facts';
import { doraDocument, teamSections } from '../../reports/format/dora-document';
import { measured, reportOf } from '../../reports/metrics/report';
import { NO_ROADMAP } from '../../reports/roadmap/roadmap';
import { scorecardOf } from '../../reports/scorecard/scorecard';
import type { ScorecardInput } from '../../reports/scorecard/scorecard';
import { siteFiles } from '../../reports/site/site';
import type { Status } from '../decide';
import { counted } from '../output';
import type { Output } from '../output';
import { Refusal, Trouble } from '../refusal';
import type { EvidenceOptions } from '../scorecard/options';
import { readInputs } from '../scorecard/read-input';
import { scorecardJson, statusOf } from '../scorecard/scorecard';

/** The options of `golden-path report`. */
export interface ReportOptions extends EvidenceOptions {
  /** The folder of the site. */
  readonly out: string;
}

/** The file that says that a folder is a site of this command, which may replace what is in it. */
const MARKER = '.golden-path-report';

/** Writes the site. */
export function report(options: ReportOptions, output: Output, now: Date): Status {
  const { config, facts, input } = readInputs('report', options, now);
  const figures = scorecardOf(input);
  const files = siteFiles({
    scorecard: figures,
    roadmap: input.roadmap ?? NO_ROADMAP,
    platformTeam: config.platformTeam,
    ...(facts && deliveryOf(facts, input, config.attributionMinutes)),
    ...(config.siteUrl !== undefined && { url: config.siteUrl }),
  });
  writeSite(options.out, new Map([...files, ['scorecard.json', scorecardJson(figures)]]));
  output.print(`${counted(files.size + 1, 'file')} in ${options.out}; open ${path.join(options.out, 'index.html')}\n`);
  return statusOf(figures, output);
}

/** The delivery metrics of the window. */
function deliveryOf({ facts, missing }: GivenFacts, { organization, since, until }: ScorecardInput, attributionMinutes: number) {
  const window = { since, until };
  const services = byService(facts).map((each) => measured(each, window, attributionMinutes));
  const metrics = reportOf({ organization, window, attributionMinutes, missing }, services);
  return { delivery: doraDocument(metrics), teamDelivery: teamSections(metrics) };
}

/** Replaces the folder of an earlier site. Refuses a folder with other content, which would be lost or published. */
function writeSite(out: string, files: ReadonlyMap<string, string>): void {
  const refusal = new Refusal('golden-path report');
  refusal.attempt(showPath(out), () => checkFolder(out));
  refusal.throwIfAny();
  fs.rmSync(out, { recursive: true, force: true });
  for (const [file, text] of [...files, [MARKER, ''] as const]) {
    const target = path.join(out, ...file.split('/'));
    fs.mkdirSync(path.dirname(target), { recursive: true });
    fs.writeFileSync(target, text);
  }
}

function checkFolder(out: string): void {
  const stat = fs.lstatSync(out, { throwIfNoEntry: false });
  if (!stat) return;
  if (!stat.isDirectory()) throw new Trouble('something other than a folder', 'a folder, or nothing', 'move it away');
  const names = fs.readdirSync(out);
  if (names.length > 0 && !names.includes(MARKER)) {
    throw new Trouble('a folder with other files', 'an empty folder, or a site of golden-path report', 'pass another folder as --out');
  }
}
