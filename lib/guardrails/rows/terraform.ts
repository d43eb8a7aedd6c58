import { canonical } from '../../core/canonical';
import { isPlainObject, list, many } from '../../core/json';
import type { Json } from '../../core/json';
import { show } from '../../core/problems';
import type { Breach, Guardrail, Predicate } from '../guardrail';
import { blocksOf, valueAt } from '../model/blocks';
import { isUnreadable } from '../model/unreadable';
import { reasoned, unreadable } from '../predicates';
import { OF_THE_PLATFORM, row, WITH_REASON } from './row';

const CHAPTER = 'Settings of Terraform';

/** The sections that a stack may have; Terraform adds others, which may do anything. */
export const KNOWN_SECTIONS = [
  '//',
  'check',
  'data',
  'ephemeral',
  'import',
  'locals',
  'module',
  'moved',
  'output',
  'provider',
  'removed',
  'resource',
  'terraform',
  'variable',
];

const ACCOUNT: Predicate = {
  name: 'allowed_account_ids is the account of the environment, and no other role is taken',
  breaches: ({ body, stack: { facts } }) => {
    const ids = list(body.allowed_account_ids).flat(Infinity);
    const expected = facts.account?.accountId;
    const assumed = [
      'assume_role',
      'assume_role_with_web_identity',
      'endpoints',
      'access_key',
      'secret_key',
      'profile',
      'shared_credentials_files',
    ].filter((name) => body[name] !== undefined);
    return [
      ...(ids.length === 1 && String(ids[0]) === expected
        ? []
        : [{ got: `allowed_account_ids: ${show(body.allowed_account_ids)}`, what: 'allowed_account_ids' }]),
      ...assumed.map((name) => ({ got: `${name}: ${show(body[name])}`, what: name })),
    ];
  },
};

const CLUSTER: Predicate = {
  name: 'host is the cluster of the environment',
  breaches: ({ body, stack: { facts } }) => {
    const host = valueAt(body, 'kubernetes.host') ?? valueAt(body, 'host');
    return host === facts.settings?.clusterEndpoint
      ? []
      : [{ got: `host: ${isUnreadable(host) ? host.text : show(host)}`, what: 'host' }];
  },
};

const BACKEND: Predicate = {
  name: 'the backend and its key are those of the environment',
  breaches: ({ body, stack: { facts } }) => {
    const expected = facts.settings?.backend;
    const actual = Object.assign({}, ...many(body.backend), ...many(body.cloud).map((cloud) => ({ cloud }))) as Json;
    if (expected === undefined || canonical(actual) === canonical(expected)) return [];
    return [
      {
        got: `backend: ${show(actual)}`,
        what: 'backend',
        allowed: `the state of this stack where the platform keeps it: ${show(expected)}`,
      },
    ];
  },
};

const SOURCES: Readonly<Record<string, string>> = { aws: 'aws', helm: 'hashicorp/helm', kubernetes: 'hashicorp/kubernetes' };

const PROVIDER_SOURCES: Predicate = {
  name: 'the providers aws, helm and kubernetes are HashiCorp’s',
  breaches: ({ body }) => {
    const required = Object.assign({}, ...many(body.required_providers)) as Json;
    return Object.keys(SOURCES).flatMap((name) => {
      const provider = required[name];
      const source = isPlainObject(provider) ? provider.source : undefined;
      if (source === undefined || isOfHashicorp(String(source), name)) return [];
      return [{ got: `the provider ${name} from ${show(source)}`, what: `source of ${name}` }];
    });
  },
};

function isOfHashicorp(source: string, name: string): boolean {
  return [name, `hashicorp/${name}`, `registry.terraform.io/hashicorp/${name}`, `registry.opentofu.org/hashicorp/${name}`].includes(
    source,
  );
}

const NO_PROVISIONER: Predicate = {
  name: 'no provisioner runs a command',
  breaches: ({ body }) =>
    blocksOf(body.provisioner).flatMap((block): Breach[] => {
      if (isUnreadable(block)) return [unreadable('provisioner', block)];
      return Object.keys(block).map((name) => ({ got: `a provisioner ${show(name)}`, what: `provisioner ${name}` }));
    }),
};

const CROSS_STACK = /^cross-stack-reference-input-(.*)$/;

const NO_CROSS_STACK: Predicate = {
  name: 'no reference from one stack to another',
  breaches: ({ resource }) => {
    const [, stack] = CROSS_STACK.exec(resource!.name) ?? [];
    return stack === undefined ? [] : [{ got: `a value of the stack ${show(stack)}` }];
  },
};

const NO_STATE: Predicate = {
  name: 'no state of another stack is read',
  breaches: ({ resource }) =>
    CROSS_STACK.test(resource!.name) ? [] : [{ got: 'the state of another stack', what: 'terraform_remote_state' }],
};

/** What Terraform runs with. */
export const TERRAFORM_ROWS: readonly Guardrail[] = [
  row({
    id: 'terraform.account',
    chapter: CHAPTER,
    on: ['provider:aws'],
    path: 'allowed_account_ids',
    must: ACCOUNT,
    rule: 'the account of the environment, by allowed_account_ids, and the credentials of whoever runs Terraform',
    fix: `take the account from the environment, ${WITH_REASON}`,
    lifted: 'all',
  }),
  row({
    id: 'terraform.cluster',
    chapter: CHAPTER,
    on: ['provider:helm', 'provider:kubernetes'],
    path: 'host',
    must: CLUSTER,
    rule: 'the cluster of the environment',
    fix: `take the endpoint from the environment, ${WITH_REASON}`,
    lifted: 'all',
  }),
  row({
    id: 'terraform.backend',
    chapter: CHAPTER,
    on: ['section:terraform'],
    path: 'terraform.backend',
    must: BACKEND,
    rule: 'the state of this stack where the platform keeps it',
    fix: "remove the backend or the override: the environment sets it; or give a reason: service.allowException(stack, 'why')",
    lifted: 'all',
    stacks: OF_THE_PLATFORM,
  }),
  row({
    id: 'terraform.providers',
    chapter: CHAPTER,
    on: ['section:terraform'],
    path: 'terraform.required_providers',
    must: PROVIDER_SOURCES,
    rule: 'the providers of HashiCorp for AWS, Kubernetes and Helm',
    fix: "remove what changes their source; or give a reason: service.allowException(stack, 'why')",
    lifted: 'all',
  }),
  row({
    id: 'terraform.provisioner',
    chapter: CHAPTER,
    on: ['*'],
    path: 'provisioner',
    must: NO_PROVISIONER,
    rule: 'no commands on the machine that applies, or a written reason',
    fix: `use a resource of a provider, ${WITH_REASON}`,
    lifted: 'all',
  }),
  row({
    id: 'terraform.external',
    chapter: CHAPTER,
    on: ['data.external'],
    path: '',
    must: reasoned(() => 'data.external, a program that runs in every plan'),
    rule: 'no programs on the machine that plans, or a written reason',
    fix: `write the value out, or use a data source of a provider, ${WITH_REASON}`,
    lifted: 'all',
  }),
  row({
    id: 'terraform.cross-stack',
    chapter: CHAPTER,
    on: ['data.terraform_remote_state'],
    path: '',
    must: NO_CROSS_STACK,
    rule: 'names that both stacks can know, and no reference from one stack to another',
    fix: 'use the name itself, as service.roleArn, service.roleName and service.namespaceName give it',
    lifted: 'nothing',
    stacks: OF_THE_PLATFORM,
  }),
  row({
    id: 'terraform.remote-state',
    chapter: CHAPTER,
    on: ['data.terraform_remote_state'],
    path: '',
    must: NO_STATE,
    rule: 'no state of another stack, which may hold its secrets, or a written reason',
    fix: `read a parameter of SSM that the other stack writes, ${WITH_REASON}`,
    lifted: 'all',
  }),
  row({
    id: 'terraform.import',
    chapter: CHAPTER,
    on: ['section:import'],
    path: 'import',
    must: reasoned(({ body }) => `an import of ${show(valueAt(body, 'id'))} to ${show(valueAt(body, 'to'))}`),
    rule: 'no import of what something else made, or a written reason',
    fix: "give a reason until it is applied, then remove the block: service.allowException(stack, 'why')",
    lifted: 'all',
  }),
  row({
    id: 'terraform.sections',
    chapter: CHAPTER,
    on: ['section:unknown'],
    path: '',
    must: reasoned(({ address }) => `a block ${show(address.replace('section:unknown.', ''))}`),
    rule: `blocks that are read here: ${KNOWN_SECTIONS.filter((name) => name !== '//').join(', ')}`,
    fix: "remove it; or give a reason: service.allowException(stack, 'why')",
    lifted: 'all',
  }),
];
