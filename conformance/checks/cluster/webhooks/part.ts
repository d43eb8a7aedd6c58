import { join } from 'node:path';
import type { KubernetesObject } from '../../../../test/support/documents';
import type { DefinitionSpec } from '../../../../test/support/schemas/schema';
import { OPERATORS, Webhook, type KubernetesApi, type Operator, type WebhookProgram } from '../../../referees/cluster';
import { until } from '../../../referees/until';
import { installDefinitions, makeNamespaces } from '../apply/definitions';
import { documentsBelow, nameOf, type Written } from '../output';
import { expecting, timed, together, type Context, type Findings } from '../part';
import { plantedIn } from './planted';
import { scaledApplication } from './scaled';

/** The programs of operators that this machine has, by their names. */
export type WebhookPrograms = Readonly<Record<string, WebhookProgram>>;

/** A control plane asks a new webhook a moment after it was told to. */
const PATIENCE_SECONDS = 30;

/** The webhooks of operators judge what we write for them, in a cluster that has all of it. */
export async function checkWebhooks(context: Context, programs: WebhookPrograms): Promise<Findings> {
  const operators = OPERATORS.filter(({ name }) => name in programs);
  return together(await Promise.all(operators.map(async (operator) => (
    timed(operator.name, async () => checkOperator(context, operator, programs[operator.name]))
  ))));
}

async function checkOperator(context: Context, operator: Operator, { binary, schemas }: WebhookProgram): Promise<Findings> {
  const { plane, plane: { api }, output, folder } = context;
  const own = await samplesFor(api, operator, schemas);
  const documents = [...output.platform, ...output.services].map(({ document }) => document);
  const judged = [...documents, ...own.documents].filter((document) => isJudged(operator, document));
  const webhook = await Webhook.start(operator, binary, plane, join(folder, `webhook-${operator.name.replaceAll(' ', '-')}`));
  try {
    // Some faults are refused only beside what is there. The API server asks the webhook a moment after it was told to: by then it does.
    for (const document of judged) await api.apply(document, { force: true });
    const planted = await checkPlanted(api, judged);
    const taken = await Promise.all(judged.map(async (document) => checkTaken(api, document)));
    const notes = [`${operator.name}: ${judged.length} documents and ${planted.asked} planted faults`];
    const isAsked = expecting(planted.asked > 0, `${operator.name} is asked about nothing`);
    return { ...together([own.installed, isAsked, planted, ...taken]), notes };
  } finally {
    await webhook.stop();
    for (const document of [...own.documents, ...own.scaled]) await api.delete(document);
  }
}

interface Samples {
  readonly installed: Findings;
  readonly documents: readonly KubernetesObject[];
  /** What they are about. */
  readonly scaled: readonly KubernetesObject[];
}

/** The examples have no ScaledObject, so there is an application for KEDA. */
async function samplesFor(api: KubernetesApi, { judged }: Operator, schemas: readonly string[]): Promise<Samples> {
  const kinds = judged.map(({ plural }) => plural);
  const pluralOf = ({ document }: Written) => (document.spec as DefinitionSpec).names.plural;
  const definitions = schemas.flatMap(documentsBelow).filter((each) => kinds.includes(pluralOf(each)));
  if (definitions.length === 0) return { installed: together([]), documents: [], scaled: [] };
  const documents = scaledApplication();
  const installed = await installDefinitions(api, definitions);
  await makeNamespaces(api, [documents[0].metadata!.namespace!]);
  const [scalers, scaled] = [true, false].map((isScaler) => documents.filter(({ kind }) => (kind === 'ScaledObject') === isScaler));
  const made = await Promise.all(scaled.map(async (document) => checkTaken(api, document)));
  return { installed: together([installed, ...made]), documents: scalers, scaled };
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
