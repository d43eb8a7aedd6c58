import * as path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { withoutEnd } from '../../core/text';
import { Client } from '../../reports/client/client';
import type { Authorize, Clock } from '../../reports/client/transport';
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
import { DiskStore } from './disk-store';
import { ProgressLine } from './progress';
import { RunMark } from './run-mark';
import { send } from './send';
import { githubAuthorization, pagerdutyAuthorization } from './tokens';

/** The options of `golden-path dora`. */
export interface DoraOptions {
  readonly config: string;
  /** The day that the window ends before, as YYYY-MM-DD; today if it is left out. */
  readonly until?: string;
  readonly days: number;
  readonly format: string;
  /** The folder of the cache. */
  readonly cache: string;
  /** Ask nobody: only the cache answers. */
  readonly offline?: boolean;
  /** Facts of an earlier run, instead of GitHub and PagerDuty. */
  readonly facts?: string;
  /** How many requests may be on their way at once. */
  readonly requests: number;
  readonly printSchema?: boolean;
}

/** What surrounds the command. Tests pass their own. */
export interface Surroundings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
}

/** The formats, and that of the facts themselves. */
export const FORMATS = [...Object.keys(DORA_FORMATS), 'ndjson'];

const TIMEOUT = 60_000;

/** The machine's clock and environment. */
export function surroundings(): Surroundings {
  return { environment: process.env, clock: { now: () => Date.now(), sleep: async (milliseconds) => void (await sleep(milliseconds)) } };
}

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
  { clock, environment }: Surroundings,
  take: (facts: ServiceFacts) => void,
): Promise<Missing[]> {
  const githubUrl = withoutEnd(REPORTS_CONFIG_SETTINGS.resolve(config, 'githubUrl'), '/');
  const pagerdutyUrl = withoutEnd(REPORTS_CONFIG_SETTINGS.resolve(config, 'pagerdutyUrl'), '/');
  const sendOne = async (request: Parameters<typeof send>[0]) => send(request, TIMEOUT);
  const refusal = new Refusal('golden-path dora');
  const nobody: Authorize = () => Promise.resolve({});
  const asked = () => githubAuthorization(environment, githubUrl, sendOne, clock);
  const github = options.offline ? nobody : refusal.attempt('GITHUB_TOKEN', asked);
  const pagerduty = options.offline ? nobody : refusal.attempt('PAGERDUTY_TOKEN', () => pagerdutyAuthorization(environment));
  refusal.throwIfAny();
  const store = new DiskStore(path.resolve(options.cache));
  const mark = options.offline ? undefined : await RunMark.begin(store, { config, window }, clock.now());
  if (mark?.isResumed) output.complain('The last run did not end; this one goes on with what it read.\n');
  const progress = new ProgressLine(output, () => clock.now());
  const client = (name: string, baseUrl: string, authorize: Authorize, headers: Readonly<Record<string, string>>) => new Client({
    send: sendOne, clock, authorize, baseUrl, headers,
    atOnce: options.requests,
    freshSince: mark?.startedAt ?? Infinity,
    isOffline: options.offline === true,
    onProgress: progress.client(name),
  });
  const missing = await collect({
    github: client('GitHub', githubUrl, github!, GITHUB_HEADERS),
    ...(pagerduty && { pagerduty: client('PagerDuty', pagerdutyUrl, pagerduty, PAGERDUTY_HEADERS) }),
    store,
    config,
    window,
    now: mark?.startedAt ?? clock.now(),
    take,
    onRepository: (done, all) => progress.repository(done, all),
  });
  progress.end();
  await mark?.end();
  return missing;
}

const AGENT = { 'user-agent': 'golden-path-dora' };

/** @see https://docs.github.com/en/rest/about-the-rest-api/api-versions */
const GITHUB_HEADERS = { ...AGENT, 'accept': 'application/vnd.github+json', 'x-github-api-version': '2022-11-28' };

/** @see https://developer.pagerduty.com/docs/versioning */
const PAGERDUTY_HEADERS = { ...AGENT, accept: 'application/vnd.pagerduty+json;version=2' };
