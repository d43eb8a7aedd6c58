import { Slo } from '@golden-path/constructs';
import { load } from 'js-yaml';
import { plain } from '../../lib/observability/rules/rule';
import { code, prose } from '../../lib/observability/runbook/markdown';
import { literal, promql, quoted, selector } from '../../lib/observability/signals/selector';
import type { Json } from '../support/synth';
import { observed, ruleOf, rulesIn } from './support';

const HOSTILE = 'a {{ .Labels }} ${x} %{y} ```\n# "quoted" <b> [l](javascript:x) `c` $labels | yes: no';

test('text of a team is text in every file', () => {
  const query = 'sum(rate(good_total{path="{{ $value }}"}[$window]))';
  const files = observed({
    environments: ['production'],
    observability: {
      objectives: [
        Slo.availability(99.9, { description: HOSTILE }),
        Slo.custom(99, query, 'sum(rate(all_total[$window]))', { name: 'own', description: 'yes' }),
      ],
      alerts: [{ alert: 'QuotaNearlyUsed', leftOutReason: HOSTILE }],
    },
  });
  const texts = rulesIn(ruleOf(files)).flatMap(({ annotations = {} }) => Object.values(annotations as Json) as string[]);
  const actions = texts.flatMap((text) => text.match(/\{\{[^}]*\}\}/g) ?? []);
  expect([...new Set(actions)].sort()).toEqual(['{{ $value | humanizePercentage }}', '{{"{{"}}']);
  const runbook = files['repository/checkout/docs/runbook.md'];
  expect(runbook.split('\n').filter((line) => line.startsWith('# '))).toEqual(['# Runbook of checkout']);
  expect(runbook).toContain('\\<b\\> \\[l\\](javascript:x) \\`c\\`');
  const recorded = load(files['repository/checkout/observability/production/slo-own.rules.yaml']) as Json;
  expect(recorded.groups[0].rules[1].expr).toContain('good_total{path="{{ $value }}"}[5m]');
});

test.each([
  ['PromQL', quoted('a"} or up{b="\\\n'), '"a\\"} or up{b=\\"\\\\\\n"'],
  ['a selector', promql(selector('m', { a: '"x"' })), 'm{a="\\"x\\""}'],
  ['a regular expression', literal('a.b|c*'), 'a\\.b\\|c\\*'],
  ['a template of Go', plain('{{ x }}'), '{{"{{"}} x }}'],
  ['Markdown', prose('a\n# b | c'), 'a # b \\| c'],
  ['a block of code', code('promql', 'a ```` b').join('\n'), '`````promql\na ```` b\n`````'],
])('nothing ends a text in %s', (_, text, expected) => {
  expect(text).toBe(expected);
});
