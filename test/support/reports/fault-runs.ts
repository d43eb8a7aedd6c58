import type { ReportsConfig } from '../../../lib/reports/config/config';
import { measure } from '../../../lib/reports/metrics/measures';
import { reportOf } from '../../../lib/reports/metrics/report';
import { collected, TestClock } from './collecting';
import type { Collected } from './collecting';
import { FAULTS } from './faults';
import { GOLDEN_WINDOW } from './golden-figures';
import type { ReportsServer } from './server';

/** What became of the figures when a fault was injected at each request in turn. */
export interface Tally {
  readonly fault: string;
  readonly runs: number;
  /** The figures were the same. */
  readonly same: number;
  /** They were not whole, and the report said so. */
  readonly named: number;
  /** They were others, and nothing said so. */
  readonly wrong: number;
}

const TIMEOUT = 250;

/** The figures of what was read, as text. */
export function figuresText({ missing, services }: Pick<Collected, 'missing' | 'services'>): string {
  const measured = services.map((facts) => ({ ...facts, measures: measure(facts, GOLDEN_WINDOW, 60) }));
  return JSON.stringify(reportOf({ organization: 'acme', window: GOLDEN_WINDOW, attributionMinutes: 60, missing }, measured).scopes);
}

/** Injects a fault at each request, once or from then on for the same address. */
export async function faultRuns(server: ReportsServer, config: ReportsConfig, fault: string, isLasting: boolean): Promise<Tally> {
  server.fault = () => false;
  const before = server.requests.length;
  const right = figuresText(await collected(server, config));
  const paths = [...new Set(server.requests.slice(before))];
  const tally = { fault: `${fault}${isLasting ? ', lasting' : ''}`, runs: 0, same: 0, named: 0, wrong: 0 };
  for (const path of paths) {
    let isDone = false;
    server.fault = ({ method, url }, response, _, would) => {
      if (isDone || `${method} ${url}` !== path) return false;
      isDone = !isLasting;
      FAULTS[fault](response, would);
      return true;
    };
    const read = await collected(server, config, { clock: new TestClock(), timeoutMs: fault === 'slow' ? TIMEOUT : 5000 });
    tally.runs += 1;
    if (read.missing.length > 0) tally.named += 1;
    else if (figuresText(read) === right) tally.same += 1;
    else tally.wrong += 1;
  }
  return tally;
}
