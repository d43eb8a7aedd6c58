import { reusableWorkflows } from './workflow-file';

/** A statement of an IAM policy, as far as the ones here use the language. */
export interface Statement {
  readonly Sid: string;
  readonly Effect: string;
  readonly Principal?: { readonly Federated: string };
  readonly Action: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

export interface Policy {
  readonly Version: string;
  readonly Statement: readonly Statement[];
}

const ISSUER = 'token.actions.githubusercontent.com';
const NAMES = /^repo:([\w-]+)\/([\w.-]+):([^*]+)$/;
const IDS = /^repo:([\w-]+)@\d+\/([\w.-]+)@(\d+):([^*]+)$/;
const WORKFLOW = /^[\w-]+\/[\w-]+\/\.github\/workflows\/([\w-]+\.yml)@(?:([0-9a-f]{40})|refs\/tags\/v\d+\.\d+\.\d+)$/;

/** What is wrong with whom a role trusts, where a job that takes it says `role` in its inputs. */
export function trustProblems({ Statement: statements }: Policy, role: 'plan-role' | 'apply-role'): string[] {
  return statements.flatMap(({ Action, Condition = {}, Principal, Effect }) => {
    const { StringEquals: equals = {}, ...others } = Condition;
    const valuesOf = (claim: string) => [equals[`${ISSUER}:${claim}`] ?? []].flat();
    return [
      ...(Effect === 'Allow' && Action === 'sts:AssumeRoleWithWebIdentity' ? [] : ['allows something else than to log in']),
      ...(new RegExp(`^arn:aws:iam::\\d{12}:oidc-provider/${ISSUER}$`).test(Principal?.Federated ?? '') ? [] : ['trusts another provider']),
      ...Object.keys(others).map((operator) => `${operator}: no StringEquals`),
      ...(valuesOf('aud').join() === 'sts.amazonaws.com' ? [] : ['aud: not for AWS']),
      ...subjectProblems(valuesOf('sub'), valuesOf('repository_id')),
      ...(role === 'apply-role' ? valuesOf('sub').filter((sub) => !/:environment:[\w-]+$/.test(sub)).map((sub) => `${sub}: no environment`) : []),
      ...workflowProblems(valuesOf('job_workflow_ref'), role),
    ];
  });
}

function subjectProblems(subjects: readonly string[], ids: readonly string[]): string[] {
  const names = subjects.flatMap((sub) => (NAMES.exec(sub) ? [NAMES.exec(sub)!.slice(1).join()] : []));
  const numbered = subjects.flatMap((sub) => (IDS.exec(sub) ? [IDS.exec(sub)!] : []));
  const same = numbered.map(([, owner, name, , rest]) => [owner, name, rest].join());
  return [
    ...(subjects.length > 0 ? [] : ['sub: anybody']),
    ...subjects.filter((sub) => !NAMES.test(sub) && !IDS.test(sub)).map((sub) => `${sub}: neither form of a subject`),
    ...names.filter((sub) => !same.includes(sub)).map((sub) => `${sub}: no form with ids`),
    ...same.filter((sub) => !names.includes(sub)).map((sub) => `${sub}: no form with names`),
    ...(ids.length === 1 && numbered.every(([, , , id]) => id === ids[0]) ? [] : ['repository_id: not that of the subjects']),
  ];
}

function workflowProblems(refs: readonly string[], role: string): string[] {
  const files = new Set(Object.entries(reusableWorkflows()).flatMap(([name, text]) => (text.includes(`\${{ inputs.${role} }}\n          role-session`) ? [name] : [])));
  const found = refs.flatMap((ref) => (WORKFLOW.exec(ref) ? [WORKFLOW.exec(ref)!] : []));
  const has = (file: string, commit: boolean) => found.some(([, name, hash]) => name === file && (hash !== undefined) === commit);
  return [
    ...refs.filter((ref) => !WORKFLOW.test(ref)).map((ref) => `${ref}: no file with a commit or a tag`),
    ...found.filter(([, name]) => !files.has(name)).map(([, name]) => `${name}: does not take the role`),
    ...[...files].filter((name) => !has(name, true) || !has(name, false)).map((name) => `${name}: not by its commit and by its tag`),
  ];
}

/** What is wrong with what a role may do: it changes something, or reaches states of others. */
export function permissionProblems({ Statement: statements }: Policy, mayWrite: boolean): string[] {
  return statements.flatMap(({ Sid, Action, Resource = [], Condition }) => {
    const [actions, resources] = [[Action].flat(), [Resource].flat()] as [string[], string[]];
    const writes = actions.filter((action) => !/:(?:Get|List|Describe)|^kms:Decrypt$/.test(action));
    const objects = resources.filter((arn) => arn.startsWith('arn:aws:s3:::') && arn.includes('/'));
    return [
      ...actions.filter((action) => action.includes('*')).map((action) => `${Sid}: ${action}`),
      ...(mayWrite ? [] : writes.map((action) => `${Sid}: ${action} changes something`)),
      ...resources.filter((arn) => arn === '*' || arn.endsWith(':*')).map((arn) => `${Sid}: ${arn}`),
      ...objects.filter((arn) => !/\/[\w-]+\/terraform\.tfstate(?:\.tflock)?$/.test(arn)).map((arn) => `${Sid}: ${arn} is more than one state`),
      ...(actions.includes('s3:ListBucket') && !Condition?.StringEquals?.['s3:prefix'] ? [`${Sid}: lists all states`] : []),
    ];
  });
}
