import * as fs from 'node:fs';
import * as path from 'node:path';
import { Validation } from '../../../lib/core/validation';
import { SCORECARD_SETTINGS } from '../../../lib/reports/scorecard/settings';
import type { ScorecardConfig } from '../../../lib/reports/scorecard/settings';

/** A value for every key. */
const ALL: Required<ScorecardConfig> = {
  platformTeam: 'platform',
  webUrl: 'https://github.acme.io',
  siteUrl: 'https://reports.acme.io/',
  exceptionDays: 90,
  previous: 'scorecard.json',
  roadmap: 'roadmap.yaml',
  releases: 'releases.json',
  survey: 'survey.csv',
  asked: [{ quarter: '2026-Q1', people: 40 }],
  objectives: [{ name: 'plan', title: 'A plan completes', milliseconds: 1, goalPercent: 99 }],
  measurements: [{ file: 'runs.json', format: 'github-runs', objective: 'plan' }],
  requests: 'issues.json',
  requestLabel: 'wanted',
  supportLabel: 'help',
  officeHoursLabel: 'hours',
};

function problems(config: unknown): string[] {
  const validation = new Validation('x');
  SCORECARD_SETTINGS.validate(validation, 'scorecard', config as ScorecardConfig);
  return validation.found.map(({ path: at }) => at);
}

test('every key is taken', () => {
  expect(problems(ALL)).toEqual([]);
  expect(problems({})).toEqual([]);
});

test.each<[object, string]>([
  [{ platformTeam: 'Platform Team' }, 'scorecard.platformTeam'],
  [{ webUrl: 'ftp://x' }, 'scorecard.webUrl'],
  [{ siteUrl: 'https://:x' }, 'scorecard.siteUrl'],
  [{ exceptionDays: 0 }, 'scorecard.exceptionDays'],
  [{ asked: [{ quarter: '2026-Q5', people: 1 }] }, 'scorecard.asked[0].quarter'],
  [{ asked: [...ALL.asked, ...ALL.asked] }, 'scorecard.asked[1].quarter'],
  [{ objectives: [{ ...ALL.objectives[0], goalPercent: 100 }] }, 'scorecard.objectives[0].goalPercent'],
  [{ measurements: [{ file: 'x', format: 'xml' }] }, 'scorecard.measurements[0].format'],
  [{ survey: ' ' }, 'scorecard.survey'],
])('%j is refused', (config, at) => {
  expect(problems(config)).toEqual([at]);
});

test('the page documents every key with its default', () => {
  const page = fs.readFileSync(path.resolve(__dirname, '../../../docs/scorecard.md'), 'utf8');
  for (const key of Object.keys(ALL)) {
    const { default: otherwise, text } = SCORECARD_SETTINGS.documented(key)!;
    expect(page).toContain(`| \`${key}\` | ${otherwise} | ${text} |`);
  }
});
