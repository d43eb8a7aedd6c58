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
import { costOfDays } from './days';

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

/** How long a service takes to be written on a busy machine, for each minute of its history. */
const WRITING_SECONDS = 0.025;

/** The CPU that one evaluation of everything may take: a group is due every minute, and one core has to be enough. */
const MOST_SECONDS = 60;

/** What Prometheus says of the evaluation of groups. */
const ITERATIONS = 'prometheus_rule_group_iterations';

interface Answer {
  readonly groups: readonly {
    readonly name: string;
    readonly interval: number;
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

/** Seconds of CPU, and how many groups were evaluated. */
async function workOf(server: Server): Promise<{ readonly cpu: number; readonly evaluated: number }> {
  const [due, missed] = [await server.own(`${ITERATIONS}_total`), await server.own(`${ITERATIONS}_missed_total`)];
  return { cpu: server.cpuSeconds(), evaluated: due - missed };
}

/** Why rules failed, each reason once. */
function failures(rules: Answer['groups'][number]['rules']): string[] {
  const failed = rules.filter(({ health }) => health !== 'ok');
  if (failed.length === 0) return [];
  const reasons = new Set(failed.map(({ health, lastError }) => (lastError ?? health).slice(0, 200)));
  return [`${failed.length} rules failed`, ...[...reasons].slice(0, 5)];
}

/** What became of a Prometheus that was watched. */
interface Watched {
  readonly groups: Answer['groups'];
  /** Series that rules recorded, and those of exporters. */
  readonly recorded: number;
  readonly exported: number;
  /** The CPU that a minute of all rules takes, in seconds. */
  readonly cpu: number;
  /** The share of evaluations that were due and done. */
  readonly done: number;
  readonly memory: number;
}

async function watched(server: Server): Promise<Watched> {
  const before = await workOf(server);
  await sleep(WATCHED_SECONDS * 1000);
  const after = await workOf(server);
  const count = async (names: string) => (await server.instant(`count({${names}})`, Date.now() / 1000))[0]?.samples[0][1] ?? 0;
  const recorded = await count('__name__=~"slo:.+"');
  const exported = await count('__name__=~".+",__name__!~"slo:.+|ALERTS.*"');
  await sleep(REST_SECONDS * 1000);
  const { groups } = await server.get('rules') as Answer;
  const perMinute = groups.reduce((sum, { interval }) => sum + 60 / interval, 0);
  const evaluated = after.evaluated - before.evaluated;
  return {
    groups,
    recorded,
    exported,
    // Groups that a busy machine leaves out cost nothing, so the cost is that of the groups that were evaluated.
    cpu: ((after.cpu - before.cpu) / evaluated) * perMinute,
    done: evaluated / ((WATCHED_SECONDS / 60) * perMinute),
    memory: server.memory().peak,
  };
}

async function outcome(outdir: string, count: number, minutes: number): Promise<Outcome> {
  const groups = observedIn(outdir).groups.filter(({ name, rules }) => (
    name.startsWith(`${MODEL}-`) && rules.every(({ labels }) => labels?.environment === ENVIRONMENT)
  ));
  const names = Array.from({ length: count }, (_, index) => `service-${String(index).padStart(4, '0')}`);
  return inWorkFolder(async (folder) => {
    const days = await costOfDays(join(folder, 'days'), groups);
    const files = names.map((name) => {
      const file = join(folder, `${name}.yaml`);
      writeFileSync(file, toYaml(JSON.parse(JSON.stringify({ groups }).replaceAll(MODEL, name))));
      return file;
    });
    const found = await withPrometheus(folder, { rules: files, startSeconds: 600 }, async (server) => {
      await writeHistories(folder, names, minutes);
      await untilFound(server);
      return watched(server);
    });
    const rules = found.groups.flatMap((group) => group.rules);
    const problems = [
      ...(found.groups.length === groups.length * count ? [] : [`${found.groups.length} groups, not ${groups.length * count}`]),
      ...failures(rules),
      ...(found.cpu < MOST_SECONDS ? [] : [`a minute of all rules takes ${found.cpu.toFixed(1)} s of CPU`]),
      ...(found.recorded > 0 ? [] : ['nothing was recorded']),
    ];
    const note = `${count} services with ${minutes} minutes of history, ${found.exported} series of exporters: `
      + `${rules.length} rules in ${found.groups.length} groups record ${found.recorded} series `
      + `(${rules.length / count} and ${found.recorded / count} a service); `
      + `a minute of them takes ${found.cpu.toFixed(1)} s of CPU, ${Math.round(found.done * 100)} % of what was due was evaluated; `
      + `${found.memory} MiB at most; ${days.days} days of history add ${days.milliseconds.toFixed(1)} ms to a minute of a service`;
    return outcomeOf(rules.length, problems, note);
  });
}

const [, , outdir, count = '1000', minutes = '6'] = process.argv;
void outcome(outdir, Number(count), Number(minutes)).then((result) => console.log(JSON.stringify(result)));
