import type { AlertDefinition } from '../alerts/alert-definition';
import { headingOf } from '../alerts/changed-alerts';
import type { RuleTest } from './rule-test';

/** The tests of an alert without an objective: it is raised beyond its threshold, not before its time, and not within. */
export function alertTests(alert: AlertDefinition): RuleTest[] {
  const { labels = {}, minutes, name, threshold = 0 } = alert;
  const { holdsFrom = 0, raised, silent } = alert.examples(threshold);
  const at = holdsFrom + minutes;
  const shared = { alert: name, labels };
  const early = minutes > 1 ? [{ minute: minutes - 1, firing: false }] : [];
  return [
    { ...shared, name: `${headingOf(alert)} is raised`, series: raised, checks: [...early, { minute: at + 1, firing: true }] },
    { ...shared, name: `${headingOf(alert)} is silent`, series: silent, checks: [{ minute: Math.max(at + 1, 20), firing: false }] },
  ];
}
