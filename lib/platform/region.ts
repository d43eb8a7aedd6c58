import type { Limit } from '../core/limits';

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
  example: 'eu-west-1',
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

/** What the addresses of AWS's services end with, where it is not the usual. */
const DNS_SUFFIXES: Readonly<Record<string, string>> = {
  'aws-cn': 'amazonaws.com.cn',
  'aws-eusc': 'amazonaws.eu',
  'aws-iso': 'c2s.ic.gov',
  'aws-iso-b': 'sc2s.sgov.gov',
  'aws-iso-e': 'cloud.adc-e.uk',
  'aws-iso-f': 'csp.hci.ic.gov',
};

/** What the addresses of AWS's services end with, in any partition. */
export const ALL_DNS_SUFFIXES: readonly string[] = ['amazonaws.com', ...Object.values(DNS_SUFFIXES)];

/**
 * What the addresses of AWS's services end with in a partition.
 *
 * @see https://docs.aws.amazon.com/general/latest/gr/rande.html
 */
export function dnsSuffixOf(partition: string): string {
  return DNS_SUFFIXES[partition] ?? 'amazonaws.com';
}
