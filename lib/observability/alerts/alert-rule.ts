import type { AlertingRule } from '../rules/rule';
import { plain } from '../rules/rule';
import { exactly, written } from '../slo/fraction';
import { alertLabels, links } from './alert-context';
import type { AlertContext } from './alert-context';
import type { AlertDefinition } from './alert-definition';
import { headingOf } from './changed-alerts';

/** The rule of an alert. */
export function alertRule(alert: AlertDefinition, context: AlertContext): AlertingRule {
  const { labels, meaning, minutes, name, severity, summary } = alert;
  const expr = exprOf(alert);
  return {
    alert: name,
    expr,
    ...(minutes > 0 && { for: `${minutes}m` }),
    labels: { ...labels, ...alertLabels(context, severity) },
    annotations: {
      summary: plain(`${context.subject.service}: ${summary}`),
      description: plain(meaning),
      query: plain(expr),
      ...links(context, headingOf(alert)),
    },
  };
}

/** The expression of an alert with its threshold. */
export function exprOf({ expr, threshold = 0 }: AlertDefinition): string {
  return expr(written(exactly(threshold)));
}
