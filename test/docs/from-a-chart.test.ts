import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CONTAINER_SETTINGS } from '../../lib/gitops/settings/container-settings';
import { GITOPS_APP_SETTINGS } from '../../lib/gitops/settings/gitops-app-settings';
import { JOB_SETTINGS, SCHEDULED_JOB_SETTINGS } from '../../lib/gitops/settings/job-settings';
import { FURTHER_WORKLOAD_SETTINGS, WORKLOAD_SETTINGS } from '../../lib/gitops/settings/workload-settings';

const PAGE = readFileSync(join(__dirname, '../../docs/from-a-chart.md'), 'utf8');
const TABLES = [
  GITOPS_APP_SETTINGS, WORKLOAD_SETTINGS, FURTHER_WORKLOAD_SETTINGS, JOB_SETTINGS, SCHEDULED_JOB_SETTINGS, CONTAINER_SETTINGS,
];

/** Every prop of an application, its processes, jobs and containers. */
const PROPS = [...new Set(TABLES.flatMap((table) => Object.keys((table as { resolveAll(props: object): object }).resolveAll({}))))];

/** What the page names as props: the last column of the table, and the list of those without a counterpart. */
function namedIn(page: string): string[] {
  const cells = page.split('\n').filter((line) => line.startsWith('| ')).map((line) => line.split('|').at(-2)!);
  const others = page.split('\n').filter((line) => line.startsWith('Props that no value of these charts matches:'));
  return [...cells, ...others].flatMap((text) => [...text.matchAll(/`(\w+)`/g)].map(([, name]) => name));
}

const missing = (page: string) => PROPS.filter((prop) => !namedIn(page).includes(prop));

test('every prop of an application is on the page', () => {
  expect(missing(PAGE)).toEqual([]);
});

test('a prop that is taken from the page is missed', () => {
  expect(missing(PAGE.replace('`fsGroup`, ', ''))).toEqual(['fsGroup']);
});

test('no prop on the page has gone', () => {
  const others = ['MicroserviceInfra'];
  expect(namedIn(PAGE).filter((name) => !PROPS.includes(name) && !others.includes(name))).toEqual([]);
});

test('the three services are as short as the page says', () => {
  const blocks = [...PAGE.matchAll(/```ts\n([\s\S]*?)```/g)].slice(0, 3).map(([, text]) => text.split('\n').filter((line) => line.trim() !== '').length);
  expect(blocks).toEqual([10, 14, 8]);
});
