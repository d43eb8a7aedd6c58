import { canonical } from '../../core/canonical';
import { many } from '../../core/json';
import type { Json } from '../../core/json';
import { show } from '../../core/problems';
import type { Breach, Guardrail, Predicate } from '../guardrail';
import { blocksOf, valueAt } from '../model/blocks';
import { isUnreadable, shown } from '../model/unreadable';
import { reasoned, unreadable } from '../predicates';
import { PROVIDER_ROWS } from './providers';
import { OF_THE_PLATFORM, row, SETTINGS as CHAPTER, WITH_REASON } from './row';

/** The blocks that a stack may have. Later versions of Terraform may have others. */
const KNOWN_SECTIONS = [
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
        allowed: `the backend that the platform sets for this stack: ${show(expected)}`,
      },
    ];
  },
};

const NO_PROVISIONER: Predicate = {
  name: 'no provisioner runs a command',
  breaches: ({ body }) =>
    blocksOf(body.provisioner).flatMap((block): Breach[] => {
      if (isUnreadable(block)) return [unreadable('provisioner', block)];
      return Object.keys(block).map((name) => ({ got: `a provisioner ${show(name)}`, what: `provisioner ${name}` }));
    }),
};

/** A resource that leaves the state must stay in the cloud: without `destroy = false`, Terraform destroys it. */
const FORGOTTEN: Predicate = {
  name: 'a resource that is removed from the state is not destroyed',
  breaches: ({ body }) => {
    const from = shown(valueAt(body, 'from'));
    return valueAt(body, 'lifecycle.destroy') === false ? [] : [{ got: `a removal that destroys ${from}`, what: `removed ${from}` }];
  },
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

/** The guardrails of Terraform's settings. */
export const TERRAFORM_ROWS: readonly Guardrail[] = [
  ...PROVIDER_ROWS,
  row({
    id: 'terraform.backend',
    chapter: CHAPTER,
    on: ['section:terraform'],
    path: 'terraform.backend',
    must: BACKEND,
    rule: 'the backend that the platform sets for this stack',
    fix: "remove the backend or the override: the environment sets it; or give a reason: service.allowException(stack, 'why')",
    lifted: 'all',
    stacks: OF_THE_PLATFORM,
  }),
  row({
    id: 'terraform.provisioner',
    chapter: CHAPTER,
    on: ['*'],
    path: 'provisioner',
    must: NO_PROVISIONER,
    rule: 'no commands on the machine that runs terraform apply, or a written reason',
    fix: `use a resource of a provider, ${WITH_REASON}`,
    lifted: 'all',
  }),
  row({
    id: 'terraform.external',
    chapter: CHAPTER,
    on: ['data.external'],
    path: '',
    must: reasoned(() => 'data.external, a program that runs in every plan'),
    rule: 'no programs on the machine that runs terraform plan, or a written reason',
    fix: `write the value out, or use a data source of a provider, ${WITH_REASON}`,
    lifted: 'all',
  }),
  row({
    id: 'terraform.request',
    chapter: CHAPTER,
    on: ['data.http'],
    path: 'url',
    must: reasoned(({ body }) => `a request to ${shown(body.url)} in every plan`),
    rule: 'no requests to other hosts during a plan, or a written reason',
    fix: `write the value out, or use a data source of a provider, ${WITH_REASON}`,
    lifted: 'all',
  }),
  row({
    id: 'terraform.local-file',
    chapter: CHAPTER,
    on: ['local_file', 'local_sensitive_file', 'template_dir'],
    path: 'filename',
    must: reasoned(({ body }) => `a file that is written to ${shown(body.filename ?? body.destination_dir)}`),
    rule: 'no files written during an apply, because Terraform could read them as configuration, or a written reason',
    fix: `write the file where it is used, ${WITH_REASON}`,
    lifted: 'all',
  }),
  row({
    id: 'terraform.cross-stack',
    chapter: CHAPTER,
    on: ['data.terraform_remote_state'],
    path: '',
    must: NO_CROSS_STACK,
    rule: 'plain names instead of references to another stack',
    fix: 'use a name such as service.roleArn, service.roleName or service.namespaceName',
    lifted: 'nothing',
    stacks: OF_THE_PLATFORM,
  }),
  row({
    id: 'terraform.remote-state',
    chapter: CHAPTER,
    on: ['data.terraform_remote_state'],
    path: '',
    must: NO_STATE,
    rule: 'no access to the state of another stack, which can contain secrets, or a written reason',
    fix: `read an SSM parameter that the other stack writes, ${WITH_REASON}`,
    lifted: 'all',
  }),
  row({
    id: 'terraform.import',
    chapter: CHAPTER,
    on: ['section:import'],
    path: 'import',
    must: reasoned(({ body }) => `an import of ${show(valueAt(body, 'id'))} to ${show(valueAt(body, 'to'))}`),
    rule: 'no import of existing resources, or a written reason',
    fix: "give a reason until it is applied, then remove the block: service.allowException(stack, 'why')",
    lifted: 'all',
  }),
  row({
    id: 'terraform.removed',
    chapter: CHAPTER,
    on: ['section:removed'],
    path: 'removed.lifecycle.destroy',
    must: FORGOTTEN,
    rule: 'removals that keep the resource, with lifecycle { destroy = false }, or a written reason',
    fix: "add lifecycle: { destroy: false }; or give a reason: service.allowException(stack, 'why')",
    lifted: 'all',
  }),
  row({
    id: 'terraform.sections',
    chapter: CHAPTER,
    on: ['section:unknown'],
    path: '',
    must: reasoned(({ address }) => `a block ${show(address.replace('section:unknown.', ''))}`),
    rule: `only the blocks ${KNOWN_SECTIONS.filter((name) => name !== '//').join(', ')}`,
    fix: "remove it; or give a reason: service.allowException(stack, 'why')",
    lifted: 'all',
  }),
];
