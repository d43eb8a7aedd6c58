import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runTemplate, type Entity } from '../../../referees/backstage';
import { ACTIONS, actionProblems, shownSecrets } from './actions';
import type { Workshop } from './check';

const NAME = 'planted-actions';
const OWNER = 'group:default/payments-team';

/** What each action makes here is for another service than the task is for. */
const INPUTS: readonly object[] = [
  { name: 'planted-other', escalationPolicyId: '${{ parameters.policy }}' },
  { namespace: 'payments', service: 'planted-other', kubernetes: { namespace: 'planted-other', serviceAccount: 'planted-other' } },
  {
    repository: 'acme/platform-catalog',
    title: 'Planted',
    branch: 'planted-other',
    files: [{ path: 'services/planted-other.yaml', content: 'x' }],
  },
];

const TEMPLATE: Entity = {
  apiVersion: 'scaffolder.backstage.io/v1beta3',
  kind: 'Template',
  metadata: { name: NAME },
  spec: {
    owner: OWNER,
    type: 'service',
    parameters: { properties: { policy: { type: 'string' } } },
    steps: ACTIONS.map((action, index) => ({ id: `step-${index}`, name: action, action, input: INPUTS[index] })),
  },
};

/** Writes the template as a file of entities, and gives back its name. */
export function writePlantedTemplate(folder: string): string {
  const file = join(folder, `${NAME}.yaml`);
  writeFileSync(file, JSON.stringify(TEMPLATE));
  return file;
}

/** Whether an entity is that template, which is tried by itself. */
export function isPlanted({ metadata: { name } }: Entity): boolean {
  return name === NAME;
}

/** How many faults there are. */
export const PLANTED_ACTIONS = 4;

/** The faults that nobody found: actions that make something else, and a system that refuses. */
export async function missedActions({ backend, neighbours }: Workshop): Promise<string[]> {
  const other = await runTemplate(backend, NAME, { policy: 'PANZZEQ' });
  const found = actionProblems(neighbours, { name: 'planted', answers: { owner: OWNER } }, TEMPLATE);
  const wanted = [/PagerDuty has services/, /Vault has the role/, /pull requests propose it/];
  const refused = await runTemplate(backend, NAME, { policy: 'PUNKNOWN' });
  const log = 'log' in refused ? refused.log : [];
  return [
    ...('status' in other && other.status === 'completed' ? [] : ['the planted template does not run']),
    ...wanted.filter((problem) => !found.some((each) => problem.test(each))).map((problem) => `a planted fault was not found: ${problem}`),
    ...('status' in refused && refused.status === 'failed' && log.some((line) => line.includes('escalationPolicyId'))
      ? []
      : [`what PagerDuty refuses passes: ${log.slice(-3).join(' ')}`]),
    ...shownSecrets(neighbours, NAME, log),
  ];
}
