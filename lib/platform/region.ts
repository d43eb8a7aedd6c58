import type { Limit } from '../core/rules';

/** The partitions of AWS by what their regions begin with; the first that fits holds. */
const PARTITIONS: readonly (readonly [prefix: RegExp, partition: string])[] = [
  [/^cn-/, 'aws-cn'],
  [/^us-gov-/, 'aws-us-gov'],
  [/^eusc-/, 'aws-eusc'],
  [/^us-iso-/, 'aws-iso'],
  [/^us-isob-/, 'aws-iso-b'],
  [/^eu-isoe-/, 'aws-iso-e'],
  [/^us-isof-/, 'aws-iso-f'],
];

export const REGION: Limit = {
  type: 'string',
  pattern: '^[a-z]{2,4}(-[a-z]+)+-\\d$',
  maxLength: 30,
  description: 'an AWS region such as eu-west-1',
};

/**
 * The partition that a region belongs to: the second part of every ARN there.
 *
 * @see https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html
 */
export function partitionOf(region: string): string {
  return PARTITIONS.find(([prefix]) => prefix.test(region))?.[1] ?? 'aws';
}
