import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { definedKinds } from '../../../test/support/schemas/checked-kinds';
import { ArgoCdError, HEALTH_CASES, type ArgoCd, type Health, type HealthCase } from '../../referees/argocd';
import type { KubernetesObject } from '../../referees/crossplane';
import { summed, type Checked } from '../helm/check-charts';
import type { Environment } from './repository';

/** What an Argo CD is told by its ConfigMap `argocd-cm`. */
type Settings = Readonly<Record<string, string>>;

/** The parts of a stack in Terraform's JSON that are looked at. */
interface Stack {
  readonly resource?: { readonly helm_release?: Readonly<Record<string, { readonly chart: string; readonly values?: readonly string[] }>> };
}

/** Of a kind whose group is Crossplane's own, Argo CD has the check that Crossplane recommends. */
const RECOMMENDED = { apiVersion: 'example.crossplane.io/v1', kind: 'Example' };

/** Has every Argo CD that is installed tell the health of requests, and of the first one with faults in its settings. */
export function checkHealth(outdir: string, argoCd: ArgoCd, environments: readonly Environment[]): Checked {
  const installed = environments.flatMap(({ name, definitions }) => {
    const settings = settingsOf(outdir, name);
    return settings && definitions.length > 0 ? [{ name, definitions, settings }] : [];
  });
  if (installed.length === 0) return { checked: 0, problems: ['no environment has both an Argo CD and definitions of requests'] };
  const found = installed.map(({ name, definitions, settings }) => {
    const { checked, problems } = checkKinds(argoCd, settings, definitions);
    return { checked, problems: problems.map((problem) => `${name}: ${problem}`) };
  });
  const [{ definitions, settings }] = installed;
  const sound = found.every(({ problems }) => problems.length === 0);
  return summed([...found, ...(sound ? [checkFaults(argoCd, settings, definitions)] : [])]);
}

/** The settings of the Argo CD that a platform's stack installs in an environment; nothing where it installs none. */
function settingsOf(outdir: string, environment: string): Settings | undefined {
  const file = join(outdir, 'stacks', `platform-${environment}`, 'cdk.tf.json');
  if (!existsSync(file)) return undefined;
  const { resource } = JSON.parse(readFileSync(file, 'utf8')) as Stack;
  const release = Object.values(resource?.helm_release ?? {}).find(({ chart }) => chart === 'argo-cd');
  if (!release) return undefined;
  const values = (release.values ?? []).map((text) => JSON.parse(text) as { configs?: { cm?: object } });
  // What the chart writes into a ConfigMap is text, whatever it was.
  return Object.fromEntries(values.flatMap(({ configs }) => Object.entries(configs?.cm ?? {})).map(([key, value]) => [key, String(value)]));
}

/**
 * Asks Argo CD for the health of requests for data of every kind that an environment defines, in every state of their lives, and
 * of the same states for the check that Crossplane recommends.
 */
function checkKinds(argoCd: ArgoCd, settings: Settings, definitions: readonly KubernetesObject[]): Checked {
  const kinds = definedKinds(definitions).map((name) => name.split('/')).map(([group, kind]) => ({ apiVersion: `${group}/v1`, kind }));
  const asked = [...kinds, RECOMMENDED].flatMap((of) => HEALTH_CASES.map((each): Asked => ({ of, each })));
  let answers: readonly (Health | undefined)[];
  try {
    answers = argoCd.health(settings, asked.map(({ of, each }) => ({ ...of, metadata: { name: 'orders' }, status: each.status })));
  } catch (error) {
    if (!(error instanceof ArgoCdError)) throw error;
    return { checked: asked.length, problems: [error.message] };
  }
  const problems = asked.flatMap((one, index) => problemsOf(one, answers[index]));
  return { checked: asked.length, problems: [...new Set(problems)] };
}

/** A state of an object of some kind. */
interface Asked {
  readonly of: typeof RECOMMENDED;
  readonly each: HealthCase;
}

function problemsOf({ of, each: { name, health, upstream } }: Asked, found: Health | undefined): string[] {
  if (!found) return [`Argo CD has no check for ${of.kind} of ${of.apiVersion}`];
  const said = `${of.kind}, ${name}: ${found.status} (${found.message})`;
  if (of === RECOMMENDED) {
    const recommended = upstream ?? health.status;
    return found.status === recommended ? [] : [`${said} by the check that Crossplane recommends, instead of ${recommended}`];
  }
  const fine = found.status === health.status && found.message === health.message;
  return fine ? [] : [`${said} instead of ${health.status} (${health.message})`];
}

/** Something that is easily got wrong in a setting, and what has to be said of it. */
interface Fault {
  readonly name: string;
  readonly caught: RegExp;
  readonly plant: (settings: Settings) => Settings;
}

const FAULTS: readonly Fault[] = [
  { name: 'a misspelt setting', caught: /customization type healths/, plant: (settings) => renamed(settings, 'health.', 'healths.') },
  { name: 'a setting for another group', caught: /has no check for/, plant: (settings) => renamed(settings, '_', '.io_') },
  { name: 'a check that breaks', caught: /attempt to call a non-function object/, plant: (settings) => rewritten(settings, 'ipairs', 'eachOf') },
  { name: 'a check that is no Lua', caught: /parse error|syntax error/, plant: (settings) => rewritten(settings, 'then', 'than') },
  { name: 'a health that there is not', caught: /Unknown \(.+\) instead of Healthy/, plant: (settings) => rewritten(settings, '"Healthy"', '"Fine"') },
  { name: 'a failure that is not told', caught: /instead of Degraded/, plant: (settings) => rewritten(settings, '"Synced"', '"synced"') },
];

/** Plants each fault in the settings: a check that finds nothing there would find nothing anywhere. */
function checkFaults(argoCd: ArgoCd, settings: Settings, definitions: readonly KubernetesObject[]): Checked {
  const missed = FAULTS.flatMap(({ name, plant, caught }) => {
    const { problems } = checkKinds(argoCd, plant(settings), definitions);
    return problems.some((problem) => caught.test(problem)) ? [] : [`${name} is not caught, but ${problems.join('; ') || 'nothing'}`];
  });
  return { checked: FAULTS.length, problems: missed };
}

const IS_HEALTH = /^resource\.customizations\.health\./;

function renamed(settings: Settings, from: string, to: string): Settings {
  return changed(settings, (key, value) => [key.replace(from, to), value]);
}

function rewritten(settings: Settings, from: string, to: string): Settings {
  return changed(settings, (key, value) => [key, value.replaceAll(from, to)]);
}

function changed(settings: Settings, change: (key: string, value: string) => [string, string]): Settings {
  return Object.fromEntries(Object.entries(settings).map(([key, value]) => (IS_HEALTH.test(key) ? change(key, value) : [key, value])));
}
