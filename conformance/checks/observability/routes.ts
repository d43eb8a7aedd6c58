import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dump, load } from 'js-yaml';
import { configurationOf, tellingReceivers } from './alertmanager';
import type { Config } from './alertmanager';
import { inhibitionProblems } from './inhibition';

/** The object with the routes of the platform, and the team that hears of what is nobody's. */
const PLATFORM_ROUTES = 'observability/golden-path';
const FALLBACK = 'platform';

type Labels = Readonly<Record<string, string>>;

interface Rule {
  readonly alert?: string;
  readonly labels: Labels;
}

/** An alert, and the receiver that it has to reach: that one, and no other that tells anybody. */
interface Sent {
  readonly labels: Labels;
  readonly receiver: string;
}

function documentsIn(folder: string, beginning: string): object[] {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.split('/').at(-1)!.startsWith(beginning));
  return files.sort().map((file) => load(readFileSync(join(folder, file), 'utf8')) as object);
}

function alertsIn(folder: string): Labels[] {
  return (documentsIn(folder, 'prometheusrule-') as { spec: { groups: { rules: Rule[] }[] } }[])
    .flatMap(({ spec }) => spec.groups.flatMap((group) => group.rules))
    .flatMap(({ alert, labels }) => (alert === undefined ? [] : [{ alertname: alert, ...labels }]));
}

/** What has to become of the alerts of an environment: a service with routes has its own, all others have those of their team. */
function expected(alerts: readonly Labels[], configs: readonly Config[]): Sent[] {
  const own = configs.map(({ metadata }) => metadata.namespace);
  const unknown = ['page', 'ticket'].flatMap((severity): Sent[] => [
    { labels: { alertname: 'Foreign', severity }, receiver: `${PLATFORM_ROUTES}/${FALLBACK}-${severity}` },
    { labels: { alertname: 'Foreign', severity, team: 'nobody' }, receiver: `${PLATFORM_ROUTES}/${FALLBACK}-${severity}` },
  ]);
  return [
    ...alerts.map((labels) => ({
      labels,
      receiver: own.includes(labels.namespace)
        ? `${labels.namespace}/${labels.service}/${labels.severity}`
        : `${PLATFORM_ROUTES}/${labels.team}-${labels.severity}`,
    })),
    ...unknown,
  ];
}

/** The routes of an environment: those of the platform and of services, and every alert that they get. */
function environmentIn(output: string, environment: string): { routes: Config; configs: Config[]; alerts: Labels[] } {
  const platform = join(output, 'gitops', 'platform', environment);
  const [routes] = documentsIn(platform, 'alertmanagerconfig-') as Config[];
  const apps = join(output, 'gitops', 'apps');
  const folders = readdirSync(apps).map((service) => join(apps, service, 'manifests', environment));
  const configs = folders.flatMap((folder) => documentsIn(folder, 'alertmanagerconfig-') as Config[]);
  return { routes, configs, alerts: [platform, ...folders].flatMap(alertsIn) };
}

/** The programs of Alertmanager. */
interface Programs {
  /** The command that starts it. */
  readonly alertmanager: readonly string[];
  readonly amtool: string;
}

/** Asks amtool where each alert goes, to its team, once, and none to nobody; and Alertmanager which alerts a page mutes. */
export async function routeProblems({ alertmanager, amtool }: Programs, output: string): Promise<{ count: number; problems: string[] }> {
  const results = ['staging', 'production'].map((environment) => {
    const { alerts, configs, routes } = environmentIn(output, environment);
    const sent = expected(alerts, configs);
    const problems = problemsOf(amtool, [routes, ...configs], sent);
    const planted = plantedProblems(amtool, [routes, ...configs], sent);
    const isFew = configs.length === 0 || sent.length < 50;
    const empty = isFew ? [`${environment}: too few alerts and routes: ${sent.length}, ${configs.length}`] : [];
    return { count: sent.length, problems: [...problems, ...planted, ...empty] };
  });
  const { alerts, routes } = environmentIn(output, 'production');
  const problems = [...results.flatMap((each) => each.problems), ...await inhibitionProblems(alertmanager, routes, alerts)];
  return { count: results.reduce((sum, { count }) => sum + count, 0), problems };
}

function problemsOf(amtool: string, [platform, ...services]: readonly Config[], sent: readonly Sent[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'golden-path-routes-'));
  const file = join(folder, 'alertmanager.yml');
  try {
    writeFileSync(file, dump(configurationOf(platform, services)));
    const telling = tellingReceivers([platform, ...services]);
    return sent.flatMap(({ labels, receiver }) => {
      const pairs = Object.entries(labels).map(([label, value]) => `${label}=${value}`);
      const args = ['config', 'routes', 'test', `--config.file=${file}`, ...pairs];
      const { status, stderr, stdout } = spawnSync(amtool, args, { encoding: 'utf8' });
      const reached = stdout.trim().split(',').filter((each) => telling.has(each));
      if (status === 0 && reached.length === 1 && reached[0] === receiver) return [];
      const who = reached.join(' and ') || `nobody${stderr}`;
      return [`${labels.alertname} of ${labels.service}, ${labels.severity}: ${who}, not ${receiver}`];
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Without the route for what a service has sent, its alerts are told twice; without receivers, nobody is told. */
function plantedProblems(amtool: string, [platform, ...services]: readonly Config[], sent: readonly Sent[]): string[] {
  const some = sent.filter(({ receiver }) => !receiver.startsWith(PLATFORM_ROUTES)).slice(0, 2);
  const { route } = platform.spec;
  const twice = { ...platform, spec: { ...platform.spec, route: { ...route, routes: route.routes!.slice(1) } } };
  const nameless = (each: Config) => each.spec.receivers.map(({ name }) => ({ name }));
  const silent = services.map((each) => ({ ...each, spec: { ...each.spec, receivers: nameless(each) } }));
  return [
    ...(problemsOf(amtool, [twice, ...services], some).length === some.length ? [] : ['planted: nobody noticed that a team is told twice']),
    ...(problemsOf(amtool, [platform, ...silent], some).length === some.length ? [] : ['planted: nobody noticed that no one is told']),
  ];
}
