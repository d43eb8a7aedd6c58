import { gauge, sample } from '../format/exposition';
import { PARTS } from './evidence';
import type { Scorecard } from './scorecard';

const PREFIX = 'golden_path_scorecard_';

/** The scorecard for a scrape; what is not measured is left out. */
export function scorecardPrometheus(scorecard: Scorecard): string {
  const { adoption, exceptions, missing, objectives, organization, product, satisfaction, stage, until } = scorecard;
  const whole = { organization };
  const one = (name: string, help: string, value: number | undefined) => gauge(`${PREFIX}${name}`, help, sample(whole, value));
  const parts = (name: string, help: string, of: (part: (typeof PARTS)[number]) => number) =>
    gauge(`${PREFIX}${name}`, help, PARTS.flatMap((part) => sample({ ...whole, part }, of(part))));
  const promises = (name: string, help: string, of: (objective: Scorecard['objectives'][number]) => number | undefined) =>
    gauge(`${PREFIX}${name}`, help, objectives.flatMap((each) => sample({ ...whole, objective: each.name }, of(each))));
  return [
    one('complete', 'Whether everything that the figures stand for could be read.', missing.length === 0 ? 1 : 0),
    one('window_end_timestamp_seconds', 'The end of the window.', Date.parse(until) / 1000),
    parts('services_on_path', 'Services of the catalog that take the part from the golden path.', (part) => adoption[part].on),
    parts('services', 'Services of the catalog that need the part.', (part) => adoption[part].of),
    one('exceptions', 'Exceptions in force.', exceptions.length),
    one('exceptions_overdue', 'Exceptions older than the limit of the platform.', exceptions.filter(({ overdue }) => overdue).length),
    promises('objective_target_seconds', 'A measurement this long misses the promise.', ({ milliseconds }) => milliseconds / 1000),
    promises('objective_goal_ratio', 'The share that has to meet the promise.', ({ goalPercent }) => goalPercent / 100),
    promises('objective_measurements', 'Measurements in the window.', ({ n }) => n),
    promises('objective_met_ratio', 'The share of measurements that met the promise.', ({ met }) => met),
    promises('objective_budget_used_ratio', 'The used part of the error budget; over 1 the promise is missed.', ({ burned }) => burned),
    one('promoter_score', 'The net promoter score of the last quarter, if it has one.', satisfaction.at(-1)?.score),
    one('maturity_stage', 'The stage of maturity that is reached.', stage),
    one('open_requests', 'Open requests to the platform team.', product?.openRequests),
  ].join('');
}
