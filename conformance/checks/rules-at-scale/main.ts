// Loads the rules of a thousand services into one Prometheus that has their metrics, and prints how long they take and what they need.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { toYaml } from '../../../lib/core/yaml';
import { withPrometheus, writeHistory } from '../../referees/prometheus/server';
import { inWorkFolder } from '../../referees/terraform/work-folder';
import { outcomeOf, type Outcome } from '../crossplane/outcome';
import { openMetrics } from '../dashboards/history';
import { observedIn } from '../dashboards/output';

/** The service whose rules the others have too: it has objectives for requests and a job, and the most alerts. */
const MODEL = 'payment-service';
const ENVIRONMENT = 'production';

/** Long enough for two evaluations of every group. */
const WATCHED_SECONDS = 150;

/** As many services as one text can have. */
const BATCH = 100;

/** A minute of rules has to be evaluated in less than that. */
const MOST_SECONDS = 60;

interface Answer {
  readonly groups: readonly {
    readonly name: string;
    readonly evaluationTime: number;
    readonly rules: readonly { readonly health: string }[];
  }[];
}

async function outcome(outdir: string, count: number): Promise<Outcome> {
  const groups = observedIn(outdir).groups.filter(({ name, rules }) => (
    name.startsWith(`${MODEL}-`) && rules.every(({ labels }) => labels?.environment === ENVIRONMENT)
  ));
  const names = Array.from({ length: count }, (_, index) => `service-${String(index).padStart(4, '0')}`);
  return inWorkFolder(async (folder) => {
    const now = Math.floor(Date.now() / 60_000) * 60;
    const services = names.map((service) => ({
      service, environment: ENVIRONMENT, team: 'payments', account: '444455556666', replicas: 1, serves: true, cronJob: `${service}-settle`,
    }));
    // Some of it is still to come, for as long as the rules are watched.
    for (let first = 0; first < count; first += BATCH) {
      writeHistory(folder, openMetrics(services.slice(first, first + BATCH), { start: now - 600, end: now + 900, step: 60 }));
    }
    const files = names.map((name) => {
      const file = join(folder, `${name}.yaml`);
      writeFileSync(file, toYaml(JSON.parse(JSON.stringify({ groups }).replaceAll(MODEL, name))));
      return file;
    });
    return withPrometheus(folder, { rules: files }, async (server) => {
      const before = server.cpuSeconds();
      await sleep(WATCHED_SECONDS * 1000);
      const cpu = (server.cpuSeconds() - before) / WATCHED_SECONDS;
      const { groups: loaded } = await server.get('rules') as Answer;
      const rules = loaded.flatMap((group) => group.rules);
      const seconds = loaded.reduce((sum, { evaluationTime }) => sum + evaluationTime, 0);
      const [series] = await server.instant('count({__name__=~"slo:.+"})', Date.now() / 1000);
      const slowest = Math.max(...loaded.map(({ evaluationTime }) => evaluationTime));
      const problems = [
        ...(loaded.length === groups.length * count ? [] : [`${loaded.length} groups, not ${groups.length * count}`]),
        ...(rules.every(({ health }) => health === 'ok') ? [] : [`${rules.filter(({ health }) => health !== 'ok').length} rules failed`]),
        ...(seconds < MOST_SECONDS ? [] : [`one evaluation of everything takes ${seconds.toFixed(1)} s`]),
        ...(series ? [] : ['nothing was recorded']),
      ];
      const note = `${count} services: ${rules.length} rules in ${loaded.length} groups record ${series?.samples[0][1] ?? 0} series; `
        + `one evaluation of all takes ${seconds.toFixed(1)} s, the slowest group ${slowest.toFixed(3)} s; `
        + `${cpu.toFixed(2)} cores, ${server.memory().peak} MiB at most`;
      return outcomeOf(rules.length, problems, note);
    });
  });
}

void outcome(process.argv[2], Number(process.argv[3] ?? 1000)).then((result) => console.log(JSON.stringify(result)));
