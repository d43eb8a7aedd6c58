import type { ReportsConfig } from '../../../lib/reports/config/config';
import { measure } from '../../../lib/reports/metrics/measures';
import { collected, TestClock } from './collecting';
import type { Collected } from './collecting';
import { FAULTS, FINAL_FAULTS } from './faults';
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

/** All that figures are computed from, as text: they are the same if this is. */
function measuresText({ services }: Collected): string {
  return JSON.stringify(services.map((facts) => [facts.service, facts.team, measure(facts, GOLDEN_WINDOW, 60)]));
}

/** Injects a fault at each request, once or from then on for the same address. */
export async function faultRuns(server: ReportsServer, config: ReportsConfig, fault: string, isLasting: boolean): Promise<Tally> {
  server.fault = () => false;
  const before = server.requests.length;
  const right = measuresText(await collected(server, config));
  const paths = [...new Set(server.requests.slice(before))];
  const tally = { fault: `${fault}${isLasting ? ', lasting' : ''}`, runs: 0, same: 0, named: 0, wrong: 0 };
  for (const path of paths) {
    let isDone = false;
    server.fault = ({ method, url }, response, _, would) => {
      if (isDone || `${method} ${url}` !== path) return false;
      isDone = !isLasting;
      ({ ...FAULTS, ...FINAL_FAULTS })[fault](response, would);
      return true;
    };
    const read = await collected(server, config, { clock: new TestClock(), timeoutMs: fault === 'slow' ? TIMEOUT : 5000 });
    tally.runs += 1;
    if (read.missing.length > 0) tally.named += 1;
    else if (measuresText(read) === right) tally.same += 1;
    else tally.wrong += 1;
  }
  return tally;
}
