import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { alertRows, everyAlert, withAlerts } from '../../scripts/generate/alert-rows';

const PAGE = readFileSync(join(__dirname, '../../docs/observability.md'), 'utf8');

test('the table of alerts is what npm run generate:settings writes', () => {
  expect(withAlerts(PAGE)).toBe(PAGE);
  expect(alertRows().length).toBe(everyAlert().length);
});

test('a row that is lost or says something else is written again', () => {
  const [first, second] = alertRows();
  expect(withAlerts(PAGE.replace(`${first}\n`, '').replace(second, '| other |'))).toBe(PAGE);
});

test('every alert has three steps, a page about its metric and a meaning', () => {
  for (const { meaning, source, steps } of everyAlert()) {
    expect(steps.every((step) => step.endsWith('.'))).toBe(true);
    expect(source).toMatch(/^https:/);
    expect(meaning).toMatch(/\.$/);
  }
  expect(everyAlert().length).toBeGreaterThan(20);
});
