import { COMPANIONS } from '../../lib/data/companions';
import type { AlertDefinition } from '../../lib/observability/alerts/alert-definition';
import { exprOf } from '../../lib/observability/alerts/alert-rule';
import { serviceAlerts } from '../../lib/observability/alerts/service-alerts';
import { alertTests } from '../../lib/observability/rule-tests/alert-tests';

const SUBJECT = { service: 'checkout', environment: 'production', account: '444455556666', namespace: 'checkout-production' };

/** Every alert that there can be: those of a service that has everything. */
export function everyAlert(): AlertDefinition[] {
  const all = serviceAlerts({
    subject: SUBJECT,
    autoscaled: true,
    facts: {
      processes: [{ kind: 'Deployment', name: 'checkout' }],
      monitored: ['checkout'],
      serves: true,
      autoscalers: [],
      cronJobs: ['checkout-settle'],
      hasClaims: true,
      hasCertificates: true,
    },
    uses: COMPANIONS.map(({ kind }) => ({ kind: kind.name, name: 'orders' })),
  });
  return all.filter(({ name }, index) => all.findIndex((each) => each.name === name) === index);
}

/** The rows of the table of alerts in docs/observability.md. */
export function alertRows(): string[] {
  return everyAlert().map((alert) => {
    const { meaning, minutes, name, severity, source, threshold, unit } = alert;
    const limit = threshold === undefined ? 'none' : `${threshold} (${unit})`;
    const metric = /[a-z_]+[a-z0-9_]*(?=\{)/.exec(exprOf(alert))![0];
    return `| \`${name}\` | ${severity} | ${limit} | ${minutes} | ${testedAt(alert)} | [\`${metric}\`](${source}) | ${meaning} |`;
  });
}

/** The minutes at which its test has promtool see it silent and raised, from the first on with what raises it. */
function testedAt(alert: AlertDefinition): string {
  const [{ checks }] = alertTests(alert);
  return checks.map(({ firing, minute }) => `${firing ? 'raised' : 'silent'} at ${minute}`).join(', ');
}

const HEADER = '| alert | severity | threshold | minutes | tested | metric | what it means |';

/** A page with the rows of the table of alerts. */
export function withAlerts(page: string): string {
  const lines = page.split('\n');
  const header = lines.indexOf(HEADER);
  if (header === -1) return page;
  const first = header + 2;
  const rest = lines.slice(first);
  const end = rest.findIndex((line) => !line.startsWith('|'));
  return [...lines.slice(0, first), ...alertRows(), ...rest.slice(end)].join('\n');
}
