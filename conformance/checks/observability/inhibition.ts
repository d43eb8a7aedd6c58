import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dump } from 'js-yaml';
import { freePort } from '../../referees/ports';
import { inWorkFolder } from '../../referees/terraform/work-folder';
import { until } from '../../referees/until';
import { configurationOf } from './alertmanager';
import type { Config } from './alertmanager';

const START_SECONDS = 30;

type Labels = Readonly<Record<string, string>>;

interface Alert {
  readonly labels: Labels;
  readonly status: { readonly state: string };
}

/** Has an Alertmanager on loopback receive the alerts, and gives back which of them it mutes. */
async function mutedBy([program, ...before]: readonly string[], routes: Config, alerts: readonly Labels[]): Promise<Labels[]> {
  return inWorkFolder(async (folder) => {
    const file = join(folder, 'alertmanager.yml');
    writeFileSync(file, dump(configurationOf(routes, [])));
    const port = await freePort();
    const child = spawn(program, [
      ...before, `--config.file=${file}`, `--storage.path=${join(folder, 'data')}`, `--web.listen-address=127.0.0.1:${port}`,
      '--cluster.listen-address=', '--log.level=error',
    ], { stdio: 'ignore' });
    const address = `http://127.0.0.1:${port}`;
    try {
      await until(async () => child.exitCode !== null || await isReady(address), START_SECONDS);
      if (!await isReady(address)) throw new Error('Alertmanager does not start');
      const headers = { 'content-type': 'application/json' };
      const body = JSON.stringify(alerts.map((labels) => ({ labels })));
      const answer = await fetch(`${address}/api/v2/alerts`, { method: 'POST', headers, body });
      if (!answer.ok) throw new Error(await answer.text());
      const found = await fetch(`${address}/api/v2/alerts`).then((each) => each.json()) as Alert[];
      if (found.length !== alerts.length) throw new Error(`Alertmanager has ${found.length} alerts, not ${alerts.length}`);
      return found.filter(({ status }) => status.state === 'suppressed').map(({ labels }) => labels);
    } finally {
      if (child.exitCode === null) {
        child.kill('SIGTERM');
        await once(child, 'exit');
      }
    }
  });
}

async function isReady(address: string): Promise<boolean> {
  return fetch(`${address}/-/ready`).then(({ ok }) => ok, () => false);
}

/** While one objective pages, its tickets are muted, and no other alert is. Without the rule, nothing is. */
export async function inhibitionProblems(alertmanager: readonly string[], routes: Config, alerts: readonly Labels[]): Promise<string[]> {
  const page = alerts.find(({ severity, slo }) => severity === 'page' && slo !== undefined);
  if (page === undefined) return ['no objective pages'];
  const isOfPage = (labels: Labels) => ['environment', 'service', 'slo'].every((label) => labels[label] === page[label]);
  const fired = [page, ...alerts.filter(({ severity }) => severity === 'ticket')];
  const expected = fired.filter((labels) => labels !== page && isOfPage(labels)).map(nameOf).sort();
  const others = fired.length - 1 - expected.length;
  const muted = (await mutedBy(alertmanager, routes, fired)).map(nameOf).sort();
  const planted = await mutedBy(alertmanager, { ...routes, spec: { ...routes.spec, inhibitRules: [] } }, fired);
  return [
    ...(muted.join() === expected.join() ? [] : [`${nameOf(page)} mutes ${muted.join(', ')}, not ${expected.join(', ')}`]),
    ...(expected.length > 1 && others > 10 ? [] : [`too few alerts to tell: ${expected.length} to be muted, ${others} others`]),
    ...(planted.length === 0 ? [] : ['planted: alerts are muted without a rule']),
  ];
}

function nameOf({ alertname, service, slo }: Labels): string {
  return [alertname, service, slo].join(' ');
}
