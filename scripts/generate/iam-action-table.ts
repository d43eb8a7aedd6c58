import { header } from './header';
import { actionsByService, IAM_DATA, source } from './iam-data';
import type { ActionDetails } from './iam-data';
import { HARMLESS, SENSITIVE } from './iam-sensitive';

type Kinds = Record<string, Map<string, string[]>>;

/** The sensitive actions by kind and service; an action is of the first kind that names it. */
export function sensitiveActions(actions: ReadonlyMap<string, ActionDetails[]>): Kinds {
  const kinds: Kinds = {};
  const seen = new Set<string>();
  for (const [kind, services] of Object.entries(SENSITIVE)) {
    kinds[kind] = new Map();
    for (const [service, names] of Object.entries(services)) {
      for (const name of names) add(kinds[kind], seen, known(actions, service, name));
    }
  }
  for (const action of [...actions.values()].flat().filter(managesPermissions)) add(kinds.exposure, seen, action);
  return kinds;
}

/** The table as a module. */
export function actionTable(): string {
  const kinds = Object.entries(sensitiveActions(actionsByService())).map(([kind, services]) => {
    const lines = [...services].sort(byName).map(([service, names]) => `    '${service}': '${names.sort().join(' ')}',`);
    return `  ${kind}: {\n${lines.join('\n')}\n  },`;
  });
  return `${header(['@stylistic/max-len'], [source(IAM_DATA)])}
/** Actions that need a reason unless they name their resource, by what they give away and by service. */
export const SENSITIVE_ACTIONS = {
${kinds.join('\n')}
} as const satisfies Record<string, Record<string, string>>;
`;
}

function add(services: Map<string, string[]>, seen: Set<string>, { service, name }: { service: string; name: string }): void {
  if (seen.has(`${service}:${name}`)) return;
  seen.add(`${service}:${name}`);
  services.set(service, [...(services.get(service) ?? []), name]);
}

/** A name of the list that AWS does not know is a slip of the pen, or an action that is gone. */
function known(actions: ReadonlyMap<string, ActionDetails[]>, service: string, name: string): ActionDetails {
  const found = actions.get(service)?.find((action) => action.name === name);
  if (!found) throw new Error(`AWS has no action ${service}:${name}: mend scripts/generate/iam-sensitive.ts`);
  return found;
}

function managesPermissions({ name, accessLevel }: ActionDetails): boolean {
  return accessLevel.startsWith('Permissions management') && !HARMLESS.test(name);
}

function byName([one]: [string, unknown], [other]: [string, unknown]): number {
  return one < other ? -1 : 1;
}
