import type { Compared } from './objectives';

/** A fault in our rules: the comparison has to find it. */
const FAULTS: readonly (readonly [what: string, from: RegExp, to: string])[] = [
  ['pages at thresholds ten times too high', /> 0\.0(144|06)/g, '> 0.$1'],
  ['a window that is too short', /\[1h\]/g, '[30m]'],
  ['errors of clients that count', /5\.\./g, '[25]..'],
  ['a budget of half the size', /\/ 0\.001/g, '/ 0.0005'],
  ['no guard, but none below the threshold either', /> 0\.006/g, '> 0.0006'],
  ['days of which every second minute counts', /sum_over_time\((slo:bad_events:rate5m\{[^}]*\})\[1d\]\)/g, 'sum_over_time($1[12h])'],
];

/** The same objective with each fault, by what it is. */
export function plantedObjectives(objective: Compared): readonly (readonly [what: string, broken: Compared | undefined])[] {
  return FAULTS.map(([what, from, to]) => {
    const text = JSON.stringify(objective.rules);
    const broken = text.replace(from, to);
    return [what, broken === text ? undefined : { ...objective, rules: JSON.parse(broken) as object[] }];
  });
}
