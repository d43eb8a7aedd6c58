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

/** An AlertmanagerConfig. */
export interface Config {
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly spec: { readonly route: Route; readonly receivers: readonly Receiver[]; readonly inhibitRules?: readonly InhibitRule[] };
}

interface InhibitRule {
  readonly sourceMatch: readonly Matcher[];
  readonly targetMatch: readonly Matcher[];
  readonly equal: readonly string[];
}

interface Receiver {
  readonly name: string;
  readonly slackConfigs?: readonly object[];
  readonly pagerdutyConfigs?: readonly object[];
}

/** A route as Alertmanager has it. */
interface Rendered {
  readonly receiver: string;
  readonly matchers: readonly string[];
  readonly routes: readonly object[];
}

/** Names of receivers get the object's before them, as the operator does. */
function routeOf({ matchers = [], receiver, routes = [] }: Route, metadata: Config['metadata']): Rendered {
  return {
    receiver: receiverName(receiver, metadata),
    matchers: matchersOf(matchers),
    routes: routes.map((each) => routeOf(each, metadata)),
  };
}

function matchersOf(matchers: readonly Matcher[]): string[] {
  return matchers.map(({ matchType, name, value }) => `${name}${matchType}"${value}"`);
}

function receiverName(receiver: string, { name, namespace }: Config['metadata']): string {
  return `${namespace}/${name}/${receiver}`;
}

/**
 * The configuration of Alertmanager that the operator makes of all objects: the routes of services come first, each for its namespace
 * alone, and all of them go on to those of the platform, which are the `alertmanagerConfiguration`.
 *
 * @see https://prometheus-operator.dev/docs/developer/alerting/
 */
export function configurationOf(platform: Config, services: readonly Config[]): object {
  const root = routeOf(platform.spec.route, platform.metadata);
  const own = services.map(({ metadata, spec }) => {
    const route = routeOf(spec.route, metadata);
    return { ...route, matchers: [...route.matchers, `namespace="${metadata.namespace}"`], continue: true };
  });
  return {
    route: { receiver: root.receiver, routes: [...own, ...root.routes] },
    receivers: [platform, ...services].flatMap(({ metadata, spec }) => (
      spec.receivers.map(({ name }) => ({ name: receiverName(name, metadata) }))
    )),
    inhibit_rules: (platform.spec.inhibitRules ?? []).map(({ equal, sourceMatch, targetMatch }) => (
      { source_matchers: matchersOf(sourceMatch), target_matchers: matchersOf(targetMatch), equal }
    )),
  };
}

/** The receivers that tell somebody. */
export function tellingReceivers(configs: readonly Config[]): ReadonlySet<string> {
  return new Set(configs.flatMap(({ metadata, spec }) => spec.receivers
    .filter(({ pagerdutyConfigs = [], slackConfigs = [] }) => pagerdutyConfigs.length + slackConfigs.length > 0)
    .map(({ name }) => receiverName(name, metadata))));
}
