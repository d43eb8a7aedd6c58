import { mkdirSync } from 'node:fs';
import { expecting, together, type Findings } from '../part';
import type { Delivery } from './delivery';
import { deploymentsIn, jobOf, runs } from './rollout';
import type { Deliveries } from './started';
import { edited, editYaml, outputWith } from './tree';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- what a server answers has any form
type Json = any;

/** A tag and a variable that no example has. */
const PROMOTED = '99.0.0';
const VARIABLE = 'PROMOTED_BY_A_TEST';

/** A new image: staging runs it, `golden-path promote` carries it on, its migration runs first, and then the pods are replaced. */
export async function checkImage({ production, staging }: Deliveries, service: string): Promise<Findings> {
  const { environment, repository } = production;
  const namespace = production.namespaceOf(service);
  const values = staging.fileOf(service, `values-${staging.environment}.yaml`);
  editYaml(values, ({ image, ...others }) => ({ ...others, image: { ...image, tag: PROMOTED } }));
  const staged = await staging.settled(staging.namespaceOf(service), await repository.merge(`feat: deploy ${service} to staging`));
  const [inStaging, early] = [await everyDeployment(staging, service, hasImage), await everyDeployment(production, service, hasImage)];
  const status = await repository.promote(service, environment, 'image');
  const seconds = await production.settled(namespace, await repository.merge(`feat: promote ${service}`));
  const running = await everyDeployment(production, service, hasImage);
  const job = await jobOf(production, namespace);
  const sets = (await production.api.call('GET', `/apis/apps/v1/namespaces/${namespace}/replicasets`)).body.items as Json[];
  const ended = job?.status?.completionTime;
  const soon = sets.filter(({ spec, metadata }) => hasImage(spec) && metadata.creationTimestamp < ended);
  return {
    ...together([
      expecting(staged !== undefined && inStaging, `staging has no new image: ${await staging.stateOf(staging.namespaceOf(service))}`),
      expecting(!early, 'production runs an image that was not promoted'),
      expecting(status === 0, `golden-path promote ends with ${status}`),
      expecting(seconds !== undefined && running, `the promoted image does not run: ${await production.stateOf(namespace)}`),
      expecting(runs(job?.spec, PROMOTED), 'the migration does not run the promoted image'),
      expecting(soon.length === 0, 'pods of the promoted image start before its migration ends'),
    ]),
    notes: [`an image in staging after ${staged?.toFixed(0)} s, and promoted in ${seconds?.toFixed(0)} s`],
  };
}

/** A new configuration: `golden-path sync` brings it to staging, and production has it when it was promoted. */
export async function checkConfiguration({ production, staging }: Deliveries, service: string, folder: string): Promise<Findings> {
  const { environment, repository } = production;
  const namespace = production.namespaceOf(service);
  mkdirSync(folder);
  const isValues = (path: string) => path.startsWith(`apps/${service}/values-`);
  const withVariable = ({ env, ...others }: Json) => ({ ...others, env: { ...env, [VARIABLE]: 'yes' } });
  const changed = outputWith(repository.output, folder, (path, text) => (isValues(path) ? edited(text, withVariable) : text));
  await repository.sync(undefined, changed);
  const staged = await staging.settled(staging.namespaceOf(service), await repository.merge(`feat: configure ${service}`));
  const [inStaging, early] = [await someDeployment(staging, service), await someDeployment(production, service)];
  const status = await repository.promote(service, environment, 'configuration');
  const seconds = await production.settled(namespace, await repository.merge(`feat: promote the configuration of ${service}`));
  const [running, kept] = [await someDeployment(production, service), await everyDeployment(production, service, hasImage)];
  return {
    ...together([
      expecting(staged !== undefined && inStaging, `staging is not configured: ${await staging.stateOf(staging.namespaceOf(service))}`),
      expecting(!early, 'production has a configuration that was not promoted'),
      expecting(status === 0, `golden-path promote --only configuration ends with ${status}`),
      expecting(seconds !== undefined && running, `the promoted configuration does not run: ${await production.stateOf(namespace)}`),
      expecting(kept, 'with the configuration, production changes its image'),
    ]),
    notes: [`a configuration in staging after ${staged?.toFixed(0)} s, and promoted in ${seconds?.toFixed(0)} s`],
  };
}

async function everyDeployment(delivery: Delivery, service: string, holds: (spec: Json) => boolean): Promise<boolean> {
  return (await deploymentsIn(delivery, delivery.namespaceOf(service))).every(({ spec }) => holds(spec));
}

async function someDeployment(delivery: Delivery, service: string): Promise<boolean> {
  return (await deploymentsIn(delivery, delivery.namespaceOf(service))).some(({ spec }) => hasVariable(spec));
}

function hasImage(spec: Json): boolean {
  return runs(spec, PROMOTED);
}

function hasVariable(spec: Json): boolean {
  const { env = [] } = spec.template.spec.containers[0];
  return (env as Json[]).some(({ name }) => name === VARIABLE);
}
