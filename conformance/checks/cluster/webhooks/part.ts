import { join } from 'node:path';
import type { KubernetesObject } from '../../../../test/support/documents';
import { OPERATORS, Webhook, type KubernetesApi, type Operator } from '../../../referees/cluster';
import { until } from '../../../referees/until';
import { nameOf } from '../output';
import { expecting, together, type Context, type Findings } from '../part';
import { plantedIn } from './planted';

/** The programs of operators that this machine has, by their names. */
export type WebhookPrograms = Readonly<Record<string, string>>;

/** A control plane asks a new webhook a moment after it was told to. */
const PATIENCE_SECONDS = 30;

/** The webhooks of operators judge what we write for them, in a cluster that has all of it. */
export async function checkWebhooks(context: Context, programs: WebhookPrograms): Promise<Findings> {
  const operators = OPERATORS.filter(({ name }) => name in programs);
  const outcomes = await Promise.all(operators.map(async (operator) => checkOperator(context, operator, programs[operator.name])));
  return together(outcomes);
}

async function checkOperator(context: Context, operator: Operator, binary: string): Promise<Findings> {
  const { plane, plane: { api }, output, folder } = context;
  const documents = [...output.platform, ...output.services].map(({ document }) => document);
  const judged = documents.filter((document) => isJudged(operator, document));
  const webhook = await Webhook.start(operator, binary, plane, join(folder, `webhook-${operator.name.replaceAll(' ', '-')}`));
  try {
    const planted = await checkPlanted(api, judged);
    const taken = await Promise.all(judged.map(async (document) => checkTaken(api, document)));
    const notes = [`${operator.name}: ${judged.length} documents and ${planted.asked} planted faults`];
    const isAsked = expecting(planted.asked > 0, `${operator.name} is asked about nothing`);
    return { ...together([isAsked, planted, ...taken]), notes };
  } finally {
    await webhook.stop();
  }
}

/** With all that it needs there: what a webhook does not know it refuses or lets pass. */
async function checkTaken(api: KubernetesApi, document: KubernetesObject): Promise<Findings> {
  const { status, body } = await api.apply(document, { force: true });
  return expecting(status < 300, `${nameOf(document)}: ${status}: ${JSON.stringify(body).slice(0, 600)}`);
}

async function checkPlanted(api: KubernetesApi, documents: readonly KubernetesObject[]): Promise<Findings> {
  const outcomes: Findings[] = [];
  for (const { name, caught, document } of plantedIn(documents)) {
    let said = '';
    const found = await until(async () => {
      const { status, body } = await api.apply(document, { force: true, dryRun: true });
      // A webhook's reasons are in the details.
      said = `${status} ${JSON.stringify(status < 400 ? {} : body)}`;
      return status >= 400 && caught.test(said);
    }, PATIENCE_SECONDS);
    outcomes.push(expecting(found !== undefined, `planted: ${name} in ${nameOf(document)} is not refused, but ${said}`));
  }
  return together(outcomes);
}

function isJudged({ judged }: Operator, { apiVersion, kind }: KubernetesObject): boolean {
  return judged.some((each) => each.apiVersion === apiVersion && each.plural === `${kind.toLowerCase()}s`);
}
