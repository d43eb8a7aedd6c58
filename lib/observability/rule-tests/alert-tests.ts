import type { AlertDefinition } from '../alerts/alert-definition';
import { headingOf } from '../alerts/changed-alerts';
import type { RuleTest } from './rule-test';
import { lasting } from './sample';

/** The tests of an alert without an objective: it is raised beyond its threshold, not before its time, and not within. */
export function alertTests(alert: AlertDefinition): RuleTest[] {
  const { labels = {}, minutes, name, threshold = 0 } = alert;
  const { holdsFrom = 0, raised, silent } = alert.examples(threshold);
  const at = holdsFrom + minutes;
  const shared = { alert: name, labels };
  const early = minutes > 1 ? [{ minute: minutes - 1, firing: false }] : [];
  const [late, last] = [at + 1, Math.max(at + 1, 20)];
  return [
    { ...shared, name: `${headingOf(alert)} is raised`, series: lasting(raised, late), checks: [...early, { minute: late, firing: true }] },
    { ...shared, name: `${headingOf(alert)} is silent`, series: lasting(silent, last), checks: [{ minute: last, firing: false }] },
  ];
}
