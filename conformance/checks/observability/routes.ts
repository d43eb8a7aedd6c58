import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dump, load } from 'js-yaml';

interface Matcher {
  readonly name: string;
  readonly matchType: string;
  readonly value: string;
}

interface Route {
  readonly receiver: string;
  readonly matchers?: readonly Matcher[];
  readonly routes?: readonly Route[];
}

interface Config {
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly spec: { readonly route: Route; readonly receivers: readonly { readonly name: string }[] };
}

interface Rule {
  readonly alert?: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** A route as Alertmanager has it; names of receivers get the object's before them, as the operator does. */
function routeOf({ matchers = [], receiver, routes = [] }: Route, { name, namespace }: Config['metadata']): object {
  return {
    receiver: `${namespace}/${name}/${receiver}`,
    matchers: matchers.map(({ matchType, name: label, value }) => `${label}${matchType}"${value}"`),
    routes: routes.map((each) => routeOf(each, { name, namespace })),
  };
}

/** The configuration of Alertmanager that the operator makes of all objects: each route holds for its namespace alone. */
function configurationOf(configs: readonly Config[]): object {
  const receivers = configs.flatMap(({ metadata: { name: own, namespace }, spec }) =>
    spec.receivers.map(({ name }) => `${namespace}/${own}/${name}`),
  );
  return {
    route: {
      receiver: 'nobody',
      routes: configs.map(({ metadata, spec }) => {
        const own = routeOf(spec.route, metadata) as { matchers: string[] };
        return { ...own, matchers: [...own.matchers, `namespace="${metadata.namespace}"`], continue: true };
      }),
    },
    receivers: ['nobody', ...receivers].map((name) => ({ name })),
  };
}

function documentsIn(output: string, beginning: string): object[] {
  const apps = join(output, 'gitops', 'apps');
  return readdirSync(apps).flatMap((service) => ['staging', 'production'].flatMap((environment) => {
    const folder = join(apps, service, 'manifests', environment);
    const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.startsWith(beginning)) : [];
    return files.map((file) => load(readFileSync(join(folder, file), 'utf8')) as object);
  }));
}

/** Asks amtool where each alert of a service with routes goes: pages to the one receiver, all others to the other, and none to nobody. */
export function routeProblems(amtool: string, output: string): { readonly count: number; readonly problems: string[] } {
  const configs = documentsIn(output, 'alertmanagerconfig-') as Config[];
  const folder = mkdtempSync(join(tmpdir(), 'golden-path-routes-'));
  const file = join(folder, 'alertmanager.yml');
  try {
    writeFileSync(file, dump(configurationOf(configs)));
    const namespaces = configs.map(({ metadata }) => metadata.namespace);
    const rules = (documentsIn(output, 'prometheusrule-') as { spec: { groups: { rules: Rule[] }[] } }[])
      .flatMap(({ spec }) => spec.groups.flatMap((group) => group.rules))
      .filter(({ alert, labels }) => alert !== undefined && namespaces.includes(labels.namespace));
    const problems = rules.flatMap(({ alert, labels }) => {
      const expected = `${labels.namespace}/${labels.service}/${labels.severity}`;
      const pairs = Object.entries({ alertname: alert, ...labels }).map(([label, value]) => `${label}=${value}`);
      const args = ['config', 'routes', 'test', `--config.file=${file}`, `--verify.receivers=${expected}`, ...pairs];
      const { status, stdout, stderr } = spawnSync(amtool, args, { encoding: 'utf8' });
      return status === 0 ? [] : [`${alert} of ${labels.service}: ${stdout}${stderr}`];
    });
    const empty = rules.length === 0 ? ['no alert has a route'] : [];
    return { count: rules.length, problems: [...problems, ...empty] };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
