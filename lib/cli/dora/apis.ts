import * as path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { withoutEnd } from '../../core/text';
import { Client } from '../../reports/client/client';
import type { Authorize, Clock } from '../../reports/client/transport';
import type { ReportsConfig } from '../../reports/config/config';
import { REPORTS_CONFIG_SETTINGS } from '../../reports/config/config-settings';
import type { Output } from '../output';
import { Refusal } from '../refusal';
import { DiskStore } from './disk-store';
import { ProgressLine } from './progress';
import { RunMark } from './run-mark';
import { send } from './send';
import { githubAuthorization, pagerdutyAuthorization } from './tokens';

/** How GitHub and PagerDuty are asked. */
export interface AskingOptions {
  /** The folder of the cache. */
  readonly cache: string;
  /** Ask nobody: only the cache answers. */
  readonly offline?: boolean;
  /** How many requests may be on their way at once. */
  readonly requests: number;
}

/** What surrounds a command that asks. Tests pass their own. */
export interface Surroundings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
}

/** What a command asks with. */
export interface Apis {
  readonly github: Client;
  /** Absent if there is no token for it. */
  readonly pagerduty?: Client;
  readonly store: DiskStore;
  readonly progress: ProgressLine;
  /** The time that counts as the present, in milliseconds. */
  readonly now: number;
  /** Marks the run as done, and says what it took. */
  readonly end: () => Promise<void>;
}

const TIMEOUT = 60_000;

/** The machine's clock and environment. */
export function surroundings(): Surroundings {
  return { environment: process.env, clock: { now: () => Date.now(), sleep: async (milliseconds) => void (await sleep(milliseconds)) } };
}

/** Opens the cache, and goes on with a run about the same subject that was killed. Throws one error with the tokens that are missing. */
export async function openApis(
  command: string,
  options: AskingOptions,
  config: ReportsConfig,
  about: unknown,
  output: Output,
  { clock, environment }: Surroundings,
): Promise<Apis> {
  const githubUrl = withoutEnd(REPORTS_CONFIG_SETTINGS.resolve(config, 'githubUrl'), '/');
  const pagerdutyUrl = withoutEnd(REPORTS_CONFIG_SETTINGS.resolve(config, 'pagerdutyUrl'), '/');
  const sendOne = async (request: Parameters<typeof send>[0]) => send(request, TIMEOUT);
  const refusal = new Refusal(`golden-path ${command}`);
  const nobody: Authorize = () => Promise.resolve({});
  const asked = () => githubAuthorization(environment, githubUrl, sendOne, clock);
  const github = options.offline ? nobody : refusal.attempt('GITHUB_TOKEN', asked);
  const pagerduty = options.offline ? nobody : refusal.attempt('PAGERDUTY_TOKEN', () => pagerdutyAuthorization(environment));
  refusal.throwIfAny();
  const store = new DiskStore(path.resolve(options.cache));
  const mark = options.offline ? undefined : await RunMark.begin(store, command, about, clock.now());
  if (mark?.isResumed) output.complain('The last run did not end; this one goes on with what it read.\n');
  const progress = new ProgressLine(output, () => clock.now());
  const client = (name: string, baseUrl: string, authorize: Authorize, headers: Readonly<Record<string, string>>) => new Client({
    send: sendOne, clock, authorize, baseUrl, headers,
    atOnce: options.requests,
    freshSince: mark?.startedAt ?? Infinity,
    isOffline: options.offline === true,
    onProgress: progress.client(name),
  });
  return {
    github: client('GitHub', githubUrl, github!, GITHUB_HEADERS),
    ...(pagerduty && { pagerduty: client('PagerDuty', pagerdutyUrl, pagerduty, PAGERDUTY_HEADERS) }),
    store,
    progress,
    now: mark?.startedAt ?? clock.now(),
    end: async () => {
      progress.end();
      await mark?.end();
    },
  };
}

const AGENT = { 'user-agent': 'golden-path' };

/** @see https://docs.github.com/en/rest/about-the-rest-api/api-versions */
const GITHUB_HEADERS = { ...AGENT, 'accept': 'application/vnd.github+json', 'x-github-api-version': '2022-11-28' };

/** @see https://developer.pagerduty.com/docs/versioning */
const PAGERDUTY_HEADERS = { ...AGENT, accept: 'application/vnd.pagerduty+json;version=2' };
