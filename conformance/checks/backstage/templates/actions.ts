import { acme } from '@acme/platform';
import { load } from 'js-yaml';
import type { Entity, Neighbours, Task } from '../../../referees/backstage';
import type { Trial } from './trials';

/** The actions of the package; every template has to use each of them. */
export const ACTIONS = ['golden-path:pagerduty:service:create', 'golden-path:vault:namespace:create', 'golden-path:github:pull-request'];

/** Where Vault has a role of a service. */
const ROLE = 'kubernetes/role/';

interface Steps {
  readonly steps?: readonly { readonly action: string; readonly input: Readonly<Record<string, unknown>> }[];
}

/** The actions that a template does not use. */
export function unusedActions(template: Entity): string[] {
  const { steps = [] } = (template.spec ?? {}) as Steps;
  const unused = ACTIONS.filter((id) => !steps.some(({ action }) => action === id));
  return unused.map((id) => `${template.metadata.name}: no step uses ${id}`);
}

/** What the actions of a task have not made, or not as its answers say. */
export function actionProblems(neighbours: Neighbours, { name, answers }: Pick<Trial, 'answers' | 'name'>, template: Entity): string[] {
  const team = acme.teams.find(({ catalogGroup }) => `group:default/${catalogGroup}` === answers.owner)?.name ?? 'nobody';
  const { steps = [] } = (template.spec ?? {}) as Steps;
  const policy = steps.find(({ action }) => action === ACTIONS[0])?.input.escalationPolicyId;
  return [...pagerDuty(neighbours, name, policy), ...vault(neighbours, name, team), ...proposal(neighbours, name)].map(
    (problem) => `${name}: ${problem}`,
  );
}

function pagerDuty({ pagerDuty: { services } }: Neighbours, name: string, policy: unknown): string[] {
  const own = services.filter((service) => service.name === name).map(({ escalation_policy: { id } }) => id);
  return own.length === 1 && own[0] === policy ? [] : [`PagerDuty has services of it with the policies [${own.join(', ')}]`];
}

/** Only the pods of the service, where the form says that they read their secrets, and only what is below its own name. */
function vault({ vault: { namespaces } }: Neighbours, name: string, team: string): string[] {
  const { policies = {}, roles = {}, mounts = {} } = namespaces[team] ?? {};
  const role = roles[`${ROLE}${name}`] ?? {};
  const paths = [...(policies[name] ?? '').matchAll(/^path "([^"]+)"/gm)].map(([, path]) => path);
  return [
    ...('secret/' in mounts ? [] : [`Vault has no engine in the namespace ${team}`]),
    ...(same(role.bound_service_account_names, [name]) && same(role.bound_service_account_namespaces, [`${name}-production`])
      ? []
      : [`Vault has the role ${JSON.stringify(role)}`]),
    ...(same(paths, [`secret/data/${name}/*`, `secret/metadata/${name}/*`])
      ? []
      : [`its policy in Vault has the paths [${paths.join(', ')}]`]),
  ];
}

function proposal({ proposals }: Neighbours, name: string): string[] {
  const branch = `add-${name}`;
  const pulls = proposals.pulls.filter(({ head, state }) => head.ref === branch && state === 'open');
  const text = proposals.refs.has(branch) ? proposals.read(branch, `services/${name}.yaml`) : undefined;
  const { kind, spec } = (text === undefined ? {} : load(text)) as Partial<Entity>;
  const target = `https://github.com/acme/${name}/blob/main/catalog-info.yaml`;
  return [
    ...(pulls.length === 1 ? [] : [`${pulls.length} pull requests propose it to ${proposals.repository}`]),
    ...(kind === 'Location' && spec?.target === target ? [] : [`the file that proposes it is ${text ?? 'missing'}`]),
  ];
}

/** What a task gives to read on, from what each system answered. */
export function linkProblems({ pagerDuty: { services }, proposals }: Neighbours, name: string, { output = {} }: Task): string[] {
  const links = (output.links ?? []).map(({ entityRef, url }) => url?.replace(/^.*(\/acme\/[^/]+)\.git$/, '$1') ?? entityRef);
  const wanted = [
    `/acme/${name}`,
    `component:default/${name}`,
    services.find((service) => service.name === name)?.html_url,
    proposals.pulls.find(({ head }) => head.ref === `add-${name}`)?.html_url,
  ];
  const missing = wanted.filter((url) => !links.includes(url as string));
  return missing.map((url) => `${name}: no link leads to ${String(url)}, only to ${links.join(' ')}`);
}

/** Secrets that somebody printed. */
export function shownSecrets({ secrets }: Neighbours, name: string, texts: readonly string[]): string[] {
  const shown = secrets.filter((secret) => texts.some((text) => text.includes(secret)));
  return shown.map((secret) => `${name}: a log has the secret ${secret.slice(0, 4)}...`);
}

function same(got: unknown, wanted: readonly string[]): boolean {
  return JSON.stringify(got) === JSON.stringify(wanted);
}
