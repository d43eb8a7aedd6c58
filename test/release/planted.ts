import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Baseline } from '../../scripts/release/baseline';
import { reduced } from '../../scripts/release/compat/assembly';
import type { Part } from '../../scripts/release/compat/assembly';
import type { ResourceContract, StackContract } from '../../scripts/release/compat/contract';
import { ROOT } from '../support/examples';

/** A library as a comparison sees it. */
export type Library = Pick<Baseline, 'api' | 'surface' | 'contract'>;

/** A change to a copy of the library. */
export type Plant = (library: Library) => void;

const PACKAGE = '@golden-path/constructs';
const LEDGER = 'ledger-worker-production';
const DATABASE = 'aws_db_instance.ledger-db';
const ROLE = 'aws_iam_role.role';
const OBJECT = 'production %s payment-service-production/payment-service';

/** Changes of every sort, by what somebody did. */
export const PLANTED: Record<string, Plant> = {
  'a prop is removed': ({ api }) => remove(members(api, 'MicroserviceInfraProps'), 'replicaCount'),
  'an optional prop becomes required': ({ api }) => delete find(members(api, 'MicroserviceInfraProps'), 'replicaCount').optional,
  'an optional prop is added': ({ api }) => members(api, 'MicroserviceInfraProps').push({ ...TEXT, name: 'costCode', optional: true }),
  'a required prop is added': ({ api }) => members(api, 'MicroserviceInfraProps').push({ ...TEXT, name: 'costCode' }),
  'a class is renamed': ({ api }) => renameClass(api, 'RedisCache', 'Cache'),
  'what a method gives back is of another type': ({ api }) => {
    find(members(api, 'Peer', 'methods'), 'cidr').returns = { type: { primitive: 'string' } };
  },
  "a prop's default is another": ({ api }) => {
    find(members(api, 'MicroserviceInfraProps'), 'replicaCount').docs = { default: '5' };
  },
  'a name is deprecated': ({ api }) => {
    api.types[`${PACKAGE}.RedisCache`].docs = { deprecated: 'use Cache' };
  },
  'an option of the command is removed': ({ surface }) => delete surface.commands['golden-path sync'].options['--adopt'],
  'an option of the command is added': ({ surface }) => {
    surface.commands['golden-path sync'].options['--only <service>'] = { required: false };
  },
  'a key of exports is removed': ({ surface }) => delete surface.manifest.exports!['./.jsii'],
  'the engine is raised': ({ surface }) => {
    surface.manifest.engines!.node = '>= 22.0.0';
  },
  'the range of a peer is narrowed': ({ surface }) => {
    surface.manifest.peerDependencies!.cdk8s = '^2.99.0';
  },
  'the range of a peer is widened': ({ surface }) => {
    surface.manifest.peerDependencies!.cdk8s += ' || ^3.0.0';
  },
  'an input of a reusable workflow is removed': ({ surface }) => delete surface.workflows['plan.yml'].inputs['plan-role'],
  'a reusable workflow asks for another secret': ({ surface }) => {
    surface.workflows['plan.yml'].secrets.AWS_KEY = true;
  },
  'a stateful address is renamed': ({ contract }) => rename(stack(contract).resources, DATABASE, 'aws_db_instance.main'),
  'a stateful address is moved': ({ contract }) => move(stack(contract), DATABASE, 'aws_db_instance.main'),
  'a stateless address is renamed': ({ contract }) => rename(stack(contract).resources, ROLE, 'aws_iam_role.identity'),
  'a stateless address is moved': ({ contract }) => move(stack(contract), ROLE, 'aws_iam_role.identity'),
  'a database gets another name': ({ contract }) => change(stack(contract).resources, DATABASE, { name: 'ledger' }),
  'a role gets another name': ({ contract }) => change(stack(contract).resources, ROLE, { name: 'ledger' }),
  'an output of Terraform is removed': ({ contract }) => {
    (stack(contract).outputs as string[]).pop();
  },
  'a Service is renamed': ({ contract }) => rename(contract.objects, object('Service'), `${object('Service')}-http`),
  "a Service's port is another": ({ contract }) => {
    contract.objects[object('Service')]['spec.ports.http'] = '80';
  },
  "a Deployment's selector is another": ({ contract }) => {
    contract.objects[object('Deployment.apps')]['spec.selector'] = '{"matchLabels":{"app":"payment-service"}}';
  },
  'a file has another path': ({ contract }) =>
    rename(contract.files, 'gitops/apps/payment-service/envs/staging.yaml', 'gitops/apps/payment-service/staging.yaml'),
  'a file has other content': ({ contract }) => {
    contract.files['gitops/apps/payment-service/values-production.yaml'] = 'another';
  },
  'a key of the values is removed': ({ contract }) => {
    remove(contract.values['gitops/apps/payment-service/values-production.yaml'] as string[], 'preStopSeconds');
  },
  'a key of the values is refused': ({ contract }) => delete contract.schemas['values of the chart'].preStopSeconds,
  'a limit is lowered': ({ contract }) => limitStorage(contract, -1),
  'a limit is raised': ({ contract }) => limitStorage(contract, 1),
  'the chart changes under its version': ({ contract }) => {
    Object.assign(contract.chart, { content: 'another' });
  },
  'the chart changes with its version': ({ contract }) => {
    Object.assign(contract.chart, { content: 'another', version: '1.1.1' });
  },
  'only the text of a comment is another': (library) => Object.assign(library, { api: withOtherComments() }),
};

const TEXT = { immutable: true, abstract: true, type: { primitive: 'string' } };

/** The API of this tree, with another summary of everything. */
function withOtherComments(): Library['api'] {
  const text = readFileSync(join(ROOT, '.jsii'), 'utf8');
  const changed = text.replace(/"summary": ?"/g, '$&Otherwise said: ');
  if (changed === text) throw new Error('there is no comment to change');
  return reduced(JSON.parse(changed) as Library['api']);
}

function members(api: Library['api'], type: string, kind = 'properties'): Part[] {
  return api.types[`${PACKAGE}.${type}`][kind] as Part[];
}

function find(parts: readonly Part[], name: string): Part {
  const part = parts.find((each) => each.name === name);
  if (!part) throw new Error(`there is no ${name} to change`);
  return part;
}

function remove(list: unknown[], name: string): void {
  const at = list.findIndex((each) => each === name || (each as Part).name === name);
  if (at < 0) throw new Error(`there is no ${name} to remove`);
  list.splice(at, 1);
}

/** Under its new name also wherever it is used. */
function renameClass(api: Library['api'], from: string, to: string): void {
  const renamed = JSON.stringify(api.types).replaceAll(`"${PACKAGE}.${from}"`, `"${PACKAGE}.${to}"`);
  Object.assign(api, { types: JSON.parse(renamed) as Library['api']['types'] });
}

function rename<T>(values: Record<string, T>, from: string, to: string): void {
  if (!(from in values)) throw new Error(`there is no ${from} to rename`);
  values[to] = values[from];
  delete values[from];
}

function change<T>(values: Record<string, T>, name: string, to: Partial<T>): void {
  if (!(name in values)) throw new Error(`there is no ${name} to change`);
  values[name] = { ...values[name], ...to };
}

function stack(contract: Library['contract']): StackContract {
  return contract.stacks[LEDGER];
}

function move(at: StackContract, from: string, to: string): void {
  rename<ResourceContract>(at.resources, from, to);
  at.moved[from] = to;
}

function object(kind: string): string {
  return OBJECT.replace('%s', kind);
}

function limitStorage({ schemas }: Library['contract'], by: number): void {
  const request = schemas['postgresqlinstances.platform.acme.io v1alpha1'];
  const place = Object.keys(request).find((path) => path.endsWith('.storageGB') || path.endsWith('.storageGb'))!;
  change(request, place, { maximum: Number(request[place].maximum) + by });
}
