import { COMPANIONS } from '../../data/companions';
import type { CompanionDescription } from '../../data/shared/companion-description';
import { Types } from './assembly';
import type { Assembly } from './assembly';
import { Forms } from './form';
import type { CompanionForm, CompanionsForm, Form, PropForm, PropsForm } from './form';
import type { OwnCompanion } from './own-companion';
import { CONNECT } from './read-value';

/** Shorter names of a document for what every service says. */
const SHORT = { serviceName: 'name', teamName: 'team', replicaCount: 'replicas' };

/** What only the command decides. */
const FILLED_IN = ['service', 'app', 'environment'];

/** Keys that hold in every environment. */
export const IN_EVERY = ['$schema', 'platform', 'name', 'team', 'environments'];

/** What a document calls the methods of a service, each of which can be called several times. */
export const CALLS: Readonly<Record<string, string>> = {
  allowFrom: 'allowFrom',
  allowTo: 'allowTo',
  allowToHost: 'allowToHost',
  policies: 'attachPolicy',
  grants: 'grant',
};

export type PartName = 'app' | 'catalog' | 'delivery' | 'observability';

/** The class of each part of a document, with the id of its construct. */
export const PARTS: Readonly<Record<PartName, { readonly construct: string; readonly id: string }>> = {
  app: { construct: 'GitOpsApp', id: 'App' },
  observability: { construct: 'ServiceObservability', id: 'Observability' },
  catalog: { construct: 'CatalogEntry', id: 'Catalog' },
  delivery: { construct: 'DeliveryWorkflow', id: 'Delivery' },
};

/** What a document may say, in every environment and in one of them. */
export interface DocumentForms {
  readonly document: PropsForm;
  /** What can differ from one environment to another. */
  readonly override: PropsForm;
}

/** The forms of a document for a platform with these companions of its own. */
export function documentForms(assembly: Assembly, own: readonly OwnCompanion[] = []): DocumentForms {
  const forms = new Forms(new Types(assembly));
  const observability = forms.props('ServiceObservabilityProps', FILLED_IN);
  const { objectives, ...rest } = observability.props;
  const props: Record<string, PropForm> = {
    $schema: optional({ kind: 'text' }, 'The JSON Schema of the document, for editors'),
    platform: optional({ kind: 'text' }, 'The package or file that exports the Platform, such as @acme/platform or ./platform.ts'),
    ...forms.props('MicroserviceInfraProps', FILLED_IN, SHORT).props,
    data: optional(companionsForm(forms, own), 'What the service owns, by name: databases, caches, buckets, topics, queues, secrets'),
    uses: optional({ kind: 'list', of: usesForm(forms) }, 'Other services that the service calls'),
    app: optional(forms.props('GitOpsAppProps', FILLED_IN), 'The service as a running application'),
    objectives: { ...objectives, summary: 'What the service promises' },
    observability: optional({ ...observability, props: rest }, 'Alerts and where they go; with {} the objectives are the default ones'),
    catalog: optional(forms.props('CatalogEntryProps', FILLED_IN), 'The entry in the software catalog'),
    delivery: optional(forms.props('DeliveryWorkflowProps', FILLED_IN), 'The workflow that takes commits to production'),
    ...Object.fromEntries(Object.entries(CALLS).map(([key, method]) => [key, callsForm(forms, method)])),
  };
  const override = { kind: 'props', props: without(props, IN_EVERY) } as const;
  const environments = optional(
    { kind: 'map', of: override },
    'What differs in an environment, by its name; null removes a value, and false leaves the environment out',
  );
  return { document: { kind: 'props', props: { ...props, environments } }, override };
}

function without(props: Readonly<Record<string, PropForm>>, names: readonly string[]): Record<string, PropForm> {
  return Object.fromEntries(Object.entries(props).filter(([name]) => !names.includes(name)));
}

function optional(form: Form, summary: string): PropForm {
  return { form, required: false, summary };
}

function callsForm(forms: Forms, method: string): PropForm {
  const call = forms.call('MicroserviceInfra', method);
  return optional({ kind: 'list', of: call }, call.summary ?? '');
}

/** The options of a connection, with the service that is called. */
function usesForm(forms: Forms): PropsForm {
  const { props, ...rest } = forms.props('ConnectOptions');
  const service = { form: { kind: 'text' }, required: true, summary: 'The name of the service that is called' } as const;
  return { ...rest, props: { service, ...props, port: { ...props.port, required: true } } };
}

function companionsForm(forms: Forms, own: readonly OwnCompanion[]): CompanionsForm {
  const connect = optional(forms.props('ConnectOptions', ['port']), 'How the service is connected to it');
  const described = COMPANIONS.map((description) => [description.kind.name, companionForm(forms, description)] as const);
  const ofPlatform = own.map(({ kind, form }) => [kind, form] as const);
  const all = [...described, ...ofPlatform].map(([kind, form]) => {
    const props = { ...form.props, props: { ...form.props.props, [CONNECT]: connect } };
    return [kind, { ...form, props }];
  });
  return { kind: 'companions', of: Object.fromEntries(all) };
}

/** The form of a companion of the library. Its name is the key, so it is no prop. */
function companionForm(forms: Forms, { construct, summary }: CompanionDescription): CompanionForm {
  const nameProp = nameOf(forms, construct);
  return { construct, summary, nameProp, props: forms.props(`${construct}Props`, [nameProp]) };
}

function nameOf(forms: Forms, construct: string): string {
  const properties = forms.types.propertiesOf(forms.types.named(`${construct}Props`));
  return properties.find(({ name, optional: isOptional }) => !isOptional && name.endsWith('Name'))!.name;
}
