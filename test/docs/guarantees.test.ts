import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GUARDRAILS } from '../../lib/guardrails/table';
import { guaranteesPage } from '../../scripts/generate/guarantees-page';
import { NOT_CHECKED } from '../guarantees/attacks';
import { ROOT } from './pages';

const page = guaranteesPage();

describe('the page of the guarantees', () => {
  test('is what npm run generate:guarantees writes', () => {
    expect(readFileSync(join(ROOT, 'docs/guarantees.md'), 'utf8')).toBe(page);
  });

  test('has a chapter for each of the table, and a line for each guardrail', () => {
    const lines = page.split('\n').filter((line) => /\| (if unreadable|no|yes)(, also for own resources)? \|$/.test(line));
    expect(lines).toHaveLength(GUARDRAILS.length);
    for (const { chapter } of GUARDRAILS) expect(page).toContain(`\n## ${chapter}\n`);
  });

  test('lists what is not checked', () => {
    for (const { name } of NOT_CHECKED) expect(page).toContain(`| ${name} |`);
  });

  test('has no part that the generator did not fill in', () => {
    expect(page).not.toMatch(/^<!-- [a-z-]+ -->$/m);
    expect(page).not.toContain('undefined');
  });
});
