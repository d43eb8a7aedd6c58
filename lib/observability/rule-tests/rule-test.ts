import { quoted } from '../signals/selector';
import type { InputSeries } from './sample';

/** Whether an alert is raised at a minute. */
export interface Check {
  readonly minute: number;
  readonly firing: boolean;
}

/** A test of one alert. */
export interface RuleTest {
  readonly name: string;
  readonly alert: string;
  /** More labels of the alert, which tell it from others of the name. */
  readonly labels: Readonly<Record<string, string>>;
  readonly series: readonly InputSeries[];
  readonly checks: readonly Check[];
}

/** A file of tests as promtool has it. */
export interface TestFile {
  readonly rule_files: readonly string[];
  readonly evaluation_interval: string;
  readonly tests: readonly object[];
}

/**
 * A file of tests. The state of an alert is asked of the series that Prometheus itself writes, so that a test says when an alert is
 * raised and not how it is worded.
 *
 * @see https://prometheus.io/docs/prometheus/latest/configuration/unit_testing_rules/
 */
export function testFile(rulesFile: string, evaluationMinutes: number, tests: readonly RuleTest[]): TestFile {
  return {
    rule_files: [rulesFile],
    evaluation_interval: `${evaluationMinutes}m`,
    tests: tests.map(({ checks, name, series, ...rest }) => ({
      name,
      interval: '1m',
      input_series: series.map((each) => ({ ...each })),
      promql_expr_test: checks.map(({ firing, minute }) => ({
        expr: firingAlerts(rest),
        eval_time: `${minute}m`,
        exp_samples: [{ labels: '{}', value: firing ? 1 : 0 }],
      })),
    })),
  };
}

/** How many alerts of a test are raised. */
function firingAlerts({ alert, labels }: Pick<RuleTest, 'alert' | 'labels'>): string {
  const matchers = Object.entries({ alertname: alert, alertstate: 'firing', ...labels }).map(([label, text]) => `${label}=${quoted(text)}`);
  return `count(ALERTS{${matchers.join(',')}}) or vector(0)`;
}
