import type { ReportsConfig } from '../../reports/config/config';
import { REPORTS_CONFIG_SETTINGS } from '../../reports/config/config-settings';
import { parseConfig } from '../../reports/config/parse';
import { configSchema } from '../../reports/config/schema';
import { byService } from '../../reports/facts/by-service';
import { collect } from '../../reports/facts/collect';
import type { Missing, ServiceFacts, Window } from '../../reports/facts/facts';
import { lineOf } from '../../reports/facts/ndjson';
import { DORA_FORMATS } from '../../reports/format/formats';
import { measured, reportOf } from '../../reports/metrics/report';
import type { MeasuredService } from '../../reports/metrics/report';
import { Status } from '../decide';
import type { Output } from '../output';
import { Refusal } from '../refusal';
import { readText } from '../scorecard/config-file';
import { readFacts } from '../scorecard/read-facts';
import { statusOf } from '../scorecard/scorecard';
import { windowOf } from '../scorecard/window';
import { openApis } from './apis';
import type { AskingOptions, Surroundings } from './apis';
import { readLock } from './read-lock';

/** The options of `golden-path dora`. */
export interface DoraOptions extends AskingOptions {
  readonly config: string;
  /** The day that the window ends before, as YYYY-MM-DD; today if it is left out. */
  readonly until?: string;
  readonly days: number;
  readonly format: string;
  /** Facts of an earlier run, instead of GitHub and PagerDuty. */
  readonly facts?: string;
  readonly printSchema?: boolean;
}

/** The formats, and that of the facts themselves. */
export const FORMATS = [...Object.keys(DORA_FORMATS), 'ndjson'];

/** Prints the delivery metrics, or their facts. The status says whether everything could be read. */
export async function dora(options: DoraOptions, output: Output, around: Surroundings): Promise<Status> {
  if (options.printSchema) {
    output.print(`${JSON.stringify(configSchema(), undefined, 2)}\n`);
    return Status.DONE;
  }
  const { config, window } = inputOf(options, around);
  const attributionMinutes = REPORTS_CONFIG_SETTINGS.resolve(config, 'attributionMinutes');
  const services: MeasuredService[] = [];
  const take = (facts: ServiceFacts) => {
    if (options.format === 'ndjson') output.print(linesOf(facts));
    else services.push(measured(facts, window, attributionMinutes));
  };
  const missing = options.facts === undefined ? await read(options, config, window, output, around, take) : given(options.facts, take);
  if (options.format === 'ndjson') {
    for (const each of missing) output.print(lineOf({ fact: 'missing', ...each }));
  } else {
    const head = { organization: config.organization, window, attributionMinutes, missing };
    output.print(DORA_FORMATS[options.format](reportOf(head, services)));
  }
  return statusOf({ missing }, output);
}

function linesOf({ changes, deployments, incidents }: ServiceFacts): string {
  return [...deployments, ...changes, ...incidents].map(lineOf).join('');
}

function inputOf(options: DoraOptions, { clock }: Surroundings): { readonly config: ReportsConfig; readonly window: Window } {
  const refusal = new Refusal('golden-path dora');
  const text = refusal.attempt(options.config, () => readText(options.config));
  const window = refusal.attempt('--until', () => windowOf(options, new Date(clock.now())));
  refusal.throwIfAny();
  return { config: parseConfig(text!, options.config), window: window! };
}

function given(file: string, take: (facts: ServiceFacts) => void): readonly Missing[] {
  const refusal = new Refusal('golden-path dora');
  const all = refusal.attempt(file, () => readFacts(file));
  refusal.throwIfAny();
  byService(all!.facts).forEach(take);
  return all!.missing;
}

async function read(
  options: DoraOptions,
  config: ReportsConfig,
  window: Window,
  output: Output,
  around: Surroundings,
  take: (facts: ServiceFacts) => void,
): Promise<Missing[]> {
  const { end, progress, ...apis } = await openApis('dora', options, config, { config, window }, output, around);
  const missing = await collect({
    ...apis,
    config,
    readLock,
    window,
    take,
    onRepository: (done, all) => progress.repository(done, all),
  });
  await end();
  return missing;
}
