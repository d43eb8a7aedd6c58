import { InvalidArgumentError, Option } from 'commander';
import type { Command } from 'commander';
import type { Run } from '../commands';
import { SEVERITIES } from './finding';
import type { Severity } from './finding';
import { FORMATS } from './formats';
import { scanGate } from './scan-gate';
import type { ScanGateOptions } from './scan-gate';

/** What the gate refuses by default. What a scanner could not rate may be critical. */
const REFUSED: readonly Severity[] = ['critical', 'high', 'unknown'];

/** Adds `golden-path scan-gate`. */
export function addScanGate(program: Command, run: Run): void {
  program
    .command('scan-gate')
    .description('Refuse the report of a scan with severe findings that have a fix and no exception')
    .argument('<report.json>', 'the JSON of grype or osv-scanner')
    .option('--exceptions <file>', 'the YAML file with the findings that are accepted until a day')
    .option('--at <day>', 'the day at which exceptions are judged, as YYYY-MM-DD; today in UTC if it is left out')
    .addOption(
      new Option('--severities <list>', `the severities that are refused, of ${SEVERITIES.join(', ')}`)
        .argParser(severities)
        .default(REFUSED, REFUSED.join(',')),
    )
    .option('--include-unfixed', 'also refuse findings without a fix')
    .addOption(new Option('--format <format>', 'the output format').choices(Object.keys(FORMATS)).default('text'))
    .action((report: string, options: Omit<ScanGateOptions, 'report'>) => run((output) => scanGate({ ...options, report }, output)));
}

/** Severities, separated by commas. */
function severities(text: string): Severity[] {
  const names = text.split(',').map((name) => name.trim());
  const known = SEVERITIES.filter((severity) => names.includes(severity));
  if (known.length === names.length) return known;
  throw new InvalidArgumentError(`It must be a list of ${SEVERITIES.join(', ')}, with commas.`);
}
