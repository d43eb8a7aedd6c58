// Loads the rules of many services, a thousand if nobody says otherwise, into one Prometheus that has their metrics, and prints the cost.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { toYaml } from '../../../lib/core/yaml';
import { withPrometheus, writeHistory } from '../../referees/prometheus/server';
import type { Server } from '../../referees/prometheus/server';
import { inWorkFolder } from '../../referees/terraform/work-folder';
import { outcomeOf, type Outcome } from '../crossplane/outcome';
import { openMetrics } from '../dashboards/history';
import { observedIn } from '../dashboards/output';

/** The service whose rules the others have too: it has objectives for requests and a job, and the most alerts. */
const MODEL = 'payment-service';
const ENVIRONMENT = 'production';

/** Long enough for two evaluations of most groups, and short enough for the newest samples not to count as gone. */
const WATCHED_SECONDS = 150;

/** Until the groups of budgets, which have an interval of 4 minutes, were evaluated too. */
const REST_SECONDS = 100;

/** How old the newest samples may be when the rules begin to be watched. Prometheus looks 5 minutes back. */
const OLDEST_SECONDS = 120;

/** As many samples of services as one text can have: services times minutes. */
const BATCH = 1500;

/** How long a service takes to be written, for each minute of its history. */
const WRITING_SECONDS = 0.016;

/** A minute of rules has to be evaluated in less than that. */
const MOST_SECONDS = 60;

interface Answer {
  readonly groups: readonly {
    readonly name: string;
    readonly evaluationTime: number;
    readonly rules: readonly { readonly health: string; readonly lastError?: string }[];
  }[];
}

/**
 * Writes what exporters said of the services, up to about the time at which all is written, and waits until that has come: Prometheus
 * records nothing that is older than what it has.
 */
async function writeHistories(folder: string, names: readonly string[], minutes: number): Promise<void> {
  const end = Math.ceil(Date.now() / 1000 + 10 + names.length * minutes * WRITING_SECONDS);
  const services = names.map((service) => ({
    service, environment: ENVIRONMENT, team: 'payments', account: '444455556666', replicas: 1, serves: true, cronJob: `${service}-settle`,
  }));
  const batch = Math.max(1, Math.floor(BATCH / minutes));
  const parts = Array.from({ length: Math.ceil(services.length / batch) }, (_, part) => services.slice(part * batch, (part + 1) * batch));
  writeHistory(folder, ...parts.map((part) => () => openMetrics(part, { start: end - minutes * 60, end, step: 60 }, false)));
  const late = Date.now() / 1000 - end;
  if (late > OLDEST_SECONDS) throw new Error(`the history was written ${Math.round(late)} s too late for its last minutes to count`);
  await sleep(Math.max(0, -late * 1000));
}

/** Prometheus looks once a minute for blocks that somebody else wrote. */
async function untilFound(server: Server): Promise<void> {
  while ((await server.instant('count(up)', Date.now() / 1000)).length === 0) await sleep(2000);
}

/** Why rules failed, each reason once. */
function failures(rules: Answer['groups'][number]['rules']): string[] {
  const failed = rules.filter(({ health }) => health !== 'ok');
  if (failed.length === 0) return [];
  const reasons = new Set(failed.map(({ health, lastError }) => (lastError ?? health).slice(0, 200)));
  return [`${failed.length} rules failed`, ...[...reasons].slice(0, 5)];
}

async function outcome(outdir: string, count: number, minutes: number): Promise<Outcome> {
  const groups = observedIn(outdir).groups.filter(({ name, rules }) => (
    name.startsWith(`${MODEL}-`) && rules.every(({ labels }) => labels?.environment === ENVIRONMENT)
  ));
  const names = Array.from({ length: count }, (_, index) => `service-${String(index).padStart(4, '0')}`);
  return inWorkFolder(async (folder) => {
    const files = names.map((name) => {
      const file = join(folder, `${name}.yaml`);
      writeFileSync(file, toYaml(JSON.parse(JSON.stringify({ groups }).replaceAll(MODEL, name))));
      return file;
    });
    return withPrometheus(folder, { rules: files, startSeconds: 600 }, async (server) => {
      await writeHistories(folder, names, minutes);
      await untilFound(server);
      const before = server.cpuSeconds();
      await sleep(WATCHED_SECONDS * 1000);
      const cpu = (server.cpuSeconds() - before) / WATCHED_SECONDS;
      const [series] = await server.instant('count({__name__=~"slo:.+"})', Date.now() / 1000);
      const [exported] = await server.instant('count({__name__=~".+",__name__!~"slo:.+|ALERTS.*"})', Date.now() / 1000);
      await sleep(REST_SECONDS * 1000);
      const { groups: loaded } = await server.get('rules') as Answer;
      const rules = loaded.flatMap((group) => group.rules);
      const seconds = loaded.reduce((sum, { evaluationTime }) => sum + evaluationTime, 0);
      const slowest = Math.max(...loaded.map(({ evaluationTime }) => evaluationTime));
      const problems = [
        ...(loaded.length === groups.length * count ? [] : [`${loaded.length} groups, not ${groups.length * count}`]),
        ...failures(rules),
        ...(seconds < MOST_SECONDS ? [] : [`one evaluation of everything takes ${seconds.toFixed(1)} s`]),
        ...(series ? [] : ['nothing was recorded']),
      ];
      const recorded = series?.samples[0][1] ?? 0;
      const note = `${count} services with ${minutes} minutes of history, ${exported?.samples[0][1] ?? 0} series of exporters: `
        + `${rules.length} rules in ${loaded.length} groups record ${recorded} series `
        + `(${rules.length / count} and ${recorded / count} a service); `
        + `one evaluation of all takes ${seconds.toFixed(1)} s, the slowest group ${slowest.toFixed(3)} s; `
        + `${cpu.toFixed(2)} cores, ${server.memory().peak} MiB at most`;
      return outcomeOf(rules.length, problems, note);
    });
  });
}

const [, , outdir, count = '1000', minutes = '15'] = process.argv;
void outcome(outdir, Number(count), Number(minutes)).then((result) => console.log(JSON.stringify(result)));
