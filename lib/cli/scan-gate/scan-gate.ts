import * as path from 'node:path';
import { isDay } from '../../core/day';
import { show, showPath } from '../../core/problems';
import { Checkout } from '../checkout';
import { Status } from '../decide';
import { counted } from '../output';
import type { Output } from '../output';
import { Refusal, Trouble } from '../refusal';
import { exceptionsOf } from './exceptions';
import type { Severity } from './finding';
import { FORMATS } from './formats';
import { reportOf } from './report';
import { judgeScan } from './verdict';

/** The options of `golden-path scan-gate`. */
export interface ScanGateOptions {
  /** The file with the JSON of grype or osv-scanner. */
  readonly report: string;
  /** The file with the exceptions. */
  readonly exceptions?: string;
  /** The day at which exceptions are judged, as YYYY-MM-DD; today in UTC if it is left out. */
  readonly at?: string;
  /** The severities that are refused. */
  readonly severities: readonly Severity[];
  /** Whether findings without a fix are refused too. */
  readonly includeUnfixed?: boolean;
  /** One of the names of FORMATS. */
  readonly format: string;
}

/** Refuses a report with severe findings that have a fix and no exception. */
export function scanGate(options: ScanGateOptions, output: Output): Status {
  const { at = today(), exceptions: file, format, includeUnfixed = false, report: reportFile, severities } = options;
  const refusal = new Refusal('golden-path scan-gate');
  refusal.attempt('--at', () => checkDay(at));
  refusal.throwIfAny();
  const report = refusal.attempt(showPath(reportFile), () => reportOf(readFile(reportFile, 'write the report first')));
  const exceptions = file === undefined
    ? []
    : refusal.attempt(showPath(file), () => {
        const text = readFile(file, 'write the file, or leave --exceptions out');
        return exceptionsOf(text, showPath(file), at, refusal);
      });
  refusal.throwIfAny();
  const verdict = judgeScan(report!, exceptions!, { severities, includeUnfixed, at });
  output.print(FORMATS[format](verdict));
  if (verdict.refused.length === 0) return Status.DONE;
  output.complain(`${counted(verdict.refused.length, 'finding')} refused. ${WAY_OUT}`);
  return Status.REFUSED;
}

const WAY_OUT = 'Update the packages and build again, or accept a finding until a day with --exceptions <file>.\n';

function today(): string {
  return new Date().toISOString().slice(0, 'YYYY-MM-DD'.length);
}

function checkDay(at: string): void {
  if (!isDay(at)) throw new Trouble(show(at), 'a day as YYYY-MM-DD', 'leave it out for today');
}

function readFile(file: string, fix: string): string {
  const text = Checkout.at(path.dirname(file), fix).read(path.basename(file));
  if (text === undefined) throw new Trouble('nothing', 'a file', fix);
  return text;
}
