import { absenceOf, burnAlertName, SLO_METRICS_ABSENT } from '../slo/burn-alerts';
import { attainable, thresholdOf } from '../slo/burn-windows';
import type { BurnWindow } from '../slo/burn-windows';
import { approximately } from '../slo/fraction';
import { ofObjective } from '../slo/indicator';
import type { Objective } from '../slo/objective';
import { badCount, errorRatio, RECORDED } from '../slo/recorded';
import type { Check, RuleTest } from './rule-test';
import type { InputSeries, Phase, Sample } from './sample';

/** Bad events a minute in a test: enough for the guard not to be what an alert waits for. */
const BAD_PER_MINUTE = 10;

/** What an alert of an objective does at a given pace of bad events. */
interface Pace {
  /** The share of events that are bad. */
  readonly share: number;
  readonly phases: readonly Phase[];
  /** When the alert is raised, in minutes since the first bad event. */
  readonly after: number;
}

/** A test of an objective, without what is the same for all of them. */
type Scenario = Pick<RuleTest, 'checks' | 'name' | 'series'>;

/**
 * Bad events at twice the pace that an alert allows, after a whole window without any. By the workbook it is raised after
 * threshold / share x window, which is half of the window.
 *
 * @see https://sre.google/workbook/alerting-on-slos/#4-alert-on-burn-rate
 */
function paceOf(objective: Objective, burn: BurnWindow, sample: Sample, evaluationMinutes: number): Pace {
  const threshold = approximately(thresholdOf(burn, objective));
  const { minutes } = burn.long;
  const bad = sample.wholeMinutes ? 1 : BAD_PER_MINUTE;
  const total = sample.wholeMinutes ? 1 : Math.max(bad, Math.round(bad / Math.min(1, 2 * threshold)));
  const share = bad / total;
  const guard = (objective.minFailures / bad) * evaluationMinutes;
  return {
    share,
    after: Math.max((threshold / share) * minutes, guard),
    phases: [{ minutes, good: total, bad: 0 }, { minutes, good: total - bad, bad }],
  };
}

/** The tests of the alerts that look at windows of at most 6 hours. */
export function objectiveTests(objective: Objective): RuleTest[] {
  const { sample } = objective;
  if (!sample) return recordedTests(objective);
  const fast = attainable(objective).filter(({ long }) => long.minutes < 24 * 60);
  return [
    ...fast.flatMap((burn) => burnTest(objective, burn, sample, 1)),
    ...(fast.length > 0 && quicklyRaised(objective, fast[0]) ? hourTests(objective, fast[0], sample) : []),
  ];
}

/** The tests of those that look at days. */
export function slowObjectiveTests(objective: Objective, evaluationMinutes: number): RuleTest[] {
  const { sample } = objective;
  const slow = sample ? attainable(objective).filter(({ long }) => long.minutes >= 24 * 60) : [];
  return [...slow.flatMap((burn) => burnTest(objective, burn, sample!, evaluationMinutes)), ...absentTests(objective, evaluationMinutes)];
}

function burnTest(objective: Objective, burn: BurnWindow, sample: Sample, evaluationMinutes: number): RuleTest[] {
  const { after, phases } = paceOf(objective, burn, sample, evaluationMinutes);
  const { minutes } = burn.long;
  const onGrid = (minute: number) => Math.round(minute / evaluationMinutes) * evaluationMinutes;
  const checks = [
    { minute: onGrid(minutes + after * 0.85 - evaluationMinutes), firing: false },
    { minute: Math.min(onGrid(minutes + after * 1.1 + 6 * evaluationMinutes), 2 * minutes - 1), firing: true },
  ];
  return [testOf(objective, burn, { name: 'is raised in time', series: sample.history(phases), checks })];
}

/** Whether a total failure raises the alert in minutes. */
function quicklyRaised(objective: Objective, burn: BurnWindow): boolean {
  return burn.long.minutes === 60 && approximately(thresholdOf(burn, objective)) <= 0.2 && objective.minFailures <= 12;
}

/** What the alert of the first window does in all kinds of weather. */
function hourTests(objective: Objective, burn: BurnWindow, sample: Sample): RuleTest[] {
  const many = sample.wholeMinutes ? 1 : 1000;
  const healthy = (minutes: number): Phase => ({ minutes, good: many, bad: 0 });
  const failing = (minutes: number): Phase => ({ minutes, good: 0, bad: many });
  const silentAt = (...minutes: number[]): Check[] => minutes.map((minute) => ({ minute, firing: false }));
  const test = (name: string, series: readonly InputSeries[], checks: readonly Check[]) =>
    testOf(objective, burn, { name, series, checks });
  const always = [
    test('is raised by an outage and silent after it', sample.history([healthy(60), failing(20), healthy(60)]), [
      { minute: 59, firing: false }, { minute: 76, firing: true }, { minute: 88, firing: false },
    ]),
    test('is silent while all is well', sample.history([healthy(150)]), silentAt(30, 149)),
  ];
  if (sample.wholeMinutes) {
    const once = sample.history([healthy(60), failing(1), healthy(60)]);
    return [...always, test('is silent for one bad minute', once, silentAt(61, 65, 100))];
  }
  const [single, nothing] = [{ minutes: 1, good: 0, bad: 1 }, (minutes: number): Phase => ({ minutes, good: 0, bad: 0 })];
  const few = (minutes: number): Phase => ({ minutes, good: 1, bad: 0 });
  const replaced = [...moved(sample.history([failing(70)]), 0, true), ...moved(sample.history([failing(60)], 'pod-2'), 70, false)];
  return [
    ...always,
    test('is silent for one failed request at night', sample.history([few(60), single, few(120)]), silentAt(61, 65, 90, 115)),
    test('is silent for a single request that fails', sample.history([nothing(51), single, nothing(100)]), silentAt(52, 55, 60, 110)),
    test('is silent without traffic', sample.history([nothing(150)]), silentAt(10, 149)),
    test('is silent when counters start again', sample.history([healthy(60), { ...healthy(60), restarted: true }]), silentAt(61, 66, 119)),
    test('is raised through a change of pods', replaced, [69, 75, 120].map((minute) => ({ minute, firing: true }))),
  ];
}

/** The same series later, and gone after its last value. */
function moved(series: readonly InputSeries[], minutes: number, ends: boolean): InputSeries[] {
  return series.map((each) => ({ ...each, values: `${minutes > 0 ? `_x${minutes} ` : ''}${each.values}${ends ? ' stale' : ''}` }));
}

function absentTests(objective: Objective, evaluationMinutes: number): RuleTest[] {
  const { labels: { slo }, sample } = objective;
  const { minutes } = absenceOf(objective);
  const [early, late] = [minutes - evaluationMinutes, minutes + evaluationMinutes];
  const shown = sample?.history([{ minutes: 60, good: 1, bad: 0 }])
    ?? [RECORDED.events, RECORDED.badEvents].map((name) => recorded(objective, name, '0x60'));
  const test = (name: string, series: readonly InputSeries[], checks: readonly Check[]): RuleTest => (
    { name: `${SLO_METRICS_ABSENT} ${slo} ${name}`, alert: SLO_METRICS_ABSENT, labels: { slo }, series, checks }
  );
  return [
    test('is raised without series', [], [{ minute: early, firing: false }, { minute: late, firing: true }]),
    test('is silent if they come back in time', moved(shown, early - 60, false), [{ minute: late, firing: false }]),
  ];
}

function recorded({ labels }: Objective, name: string, values: string): InputSeries {
  return { series: `${name}{${ofObjective({ ...labels })}}`, values };
}

/** What PromQL of the team's own measures is unknown: the alerts are tested from the recorded series on. */
function recordedTests(objective: Objective): RuleTest[] {
  return attainable(objective).flatMap((burn) => {
    const threshold = approximately(thresholdOf(burn, objective));
    const inputs = (ratio: number, count: number) => [
      recorded(objective, errorRatio(burn.long.text), `${ratio}x30`),
      recorded(objective, errorRatio(burn.short.text), `${ratio}x30`),
      recorded(objective, badCount(burn.long.text), `${count}x30`),
    ];
    const { minFailures } = objective;
    const at = (firing: boolean): Check[] => [{ minute: 20, firing }];
    return [
      testOf(objective, burn, { name: 'is raised beyond its threshold', series: inputs(threshold * 1.01, minFailures), checks: at(true) }),
      testOf(objective, burn, { name: 'is silent below', series: inputs(threshold * 0.99, minFailures), checks: at(false) }),
      testOf(objective, burn, { name: 'is silent for few failures', series: inputs(1, minFailures - 1), checks: at(false) }),
    ];
  });
}

function testOf({ labels }: Objective, burn: BurnWindow, { name, ...rest }: Scenario): RuleTest {
  const alert = burnAlertName(burn);
  return { ...rest, alert, labels: { slo: labels.slo }, name: `${alert} ${labels.slo} ${name}` };
}
