import type { Json } from '../../core/json';
import { show } from '../../core/problems';
import { readingOf, UnreadableDocument } from './statement';
import type { Condition, Principal, Reading, Resolve } from './statement';
import { isExpression } from './template';

/** The arguments that limit a permission to a caller, with the condition that Lambda creates for each. */
const CONDITIONS: [argument: string, test: string, variable: string][] = [
  ['source_arn', 'ArnLike', 'aws:SourceArn'],
  ['source_account', 'StringEquals', 'aws:SourceAccount'],
  ['principal_org_id', 'StringEquals', 'aws:PrincipalOrgID'],
];

/**
 * The statement that an `aws_lambda_permission` adds to its function's policy.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html
 */
export function readLambdaPermission(body: Json, resolve: Resolve): Reading {
  return readingOf(() => {
    const text = (key: string) => textOf(body[key], key, resolve);
    const conditions = CONDITIONS.flatMap(([argument, test, variable]): Condition[] => {
      const value = text(argument);
      return value === undefined ? [] : [{ test, variable, values: [value] }];
    });
    return [
      {
        where: 'the permission',
        effect: 'Allow',
        actions: [text('action') ?? 'lambda:InvokeFunction'],
        notActions: [],
        resources: [text('function_name') ?? '*'],
        notResources: [],
        principals: [principalOf(text('principal') ?? '*')],
        notPrincipals: [],
        conditions,
        fromText: false,
      },
    ];
  });
}

function principalOf(identifier: string): Principal {
  if (identifier === '*') return { type: '*', identifiers: ['*'] };
  const isService = !isExpression(identifier) && /\.[a-z]/.test(identifier) && !identifier.startsWith('arn:');
  return { type: isService ? 'Service' : 'AWS', identifiers: [identifier] };
}

function textOf(value: unknown, key: string, resolve: Resolve): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw new UnreadableDocument(`${key} is ${show(value)}`);
  return resolve(value);
}
