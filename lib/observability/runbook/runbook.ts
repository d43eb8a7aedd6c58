import type { AlertDefinition } from '../alerts/alert-definition';
import { exprOf } from '../alerts/alert-rule';
import { headingOf } from '../alerts/changed-alerts';
import type { ResolvedService } from '../resolved-service';
import { code, prose, section } from './markdown';
import type { Section } from './markdown';
import { objectiveSections } from './objective-sections';

/** The runbook of a service, by the stacks of its environments; the first is the one whose queries are shown. */
export function runbook(environments: readonly ResolvedService[]): string {
  const [{ subject }] = environments;
  const sections = once(environments.flatMap((each) => [...objectiveSections(each), ...each.changed.alerts.map(alertSection)]));
  const leftOut = once(
    environments.flatMap(({ changed }) => changed.leftOut.map(({ alert, reason }) => ({ heading: alert, text: reason }))),
  );
  return [
    `# Runbook of ${subject.service}`,
    '',
    'Each alert of the service: what it means, the first three steps, and the query that it asks.',
    `The queries are those of ${subject.environment}. The rules and their tests are in \`observability/\`; run the tests with`,
    '',
    '```sh',
    ...environments.map(({ subject: { environment } }) => `promtool test rules observability/${environment}/*.test.yaml`),
    '```',
    '',
    ...(sections.length === 0 ? ['The service has no alerts.', ''] : sections.flatMap(section)),
    ...(leftOut.length === 0 ? [] : ['## Left out', '', ...leftOut.map(({ heading, text }) => `- ${prose(heading)}: ${prose(text)}`), '']),
  ].join('\n');
}

function alertSection(alert: AlertDefinition): Section {
  const { meaning, minutes, source, steps, summary, threshold, unit } = alert;
  const limit = threshold === undefined ? '' : ` Threshold: ${threshold} (${prose(unit!)}).`;
  const lasting = minutes === 0 ? '' : ` It has lasted ${minutes} minutes when the alert is raised.`;
  return {
    heading: headingOf(alert),
    text: [
      `${prose(summary)}. ${prose(meaning)}${limit}${lasting}`,
      '',
      ...steps.map((step, index) => `${index + 1}. ${step}`),
      '',
      ...code('promql', exprOf(alert)),
      '',
      `[About the metric](${source})`,
    ].join('\n'),
  };
}

/** The first of each heading: the alerts of all environments are alike. */
function once<T extends { readonly heading: string }>(sections: readonly T[]): T[] {
  const seen = new Map<string, T>();
  for (const each of sections) if (!seen.has(each.heading)) seen.set(each.heading, each);
  return [...seen.values()];
}
