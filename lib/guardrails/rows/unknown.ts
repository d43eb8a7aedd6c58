import type { Guardrail } from '../guardrail';
import { reasoned } from '../predicates';
import { HARMLESS_BUCKET_TYPES, BUCKET_SETTINGS } from './buckets';
import { DATA_FAMILIES, KNOWN_DATA_TYPES } from './data';
import { KNOWN_IAM_TYPES } from './iam';
import { row, WITH_REASON } from './row';

/** Families of types that can weaken a guarantee. */
const FAMILIES = [...DATA_FAMILIES, 'aws_iam_*', 'aws_s3_bucket_*', 'awscc_*'];

const KNOWN = new Set([...BUCKET_SETTINGS, ...HARMLESS_BUCKET_TYPES, ...KNOWN_DATA_TYPES, ...KNOWN_IAM_TYPES]);

/** A type that the table does not know may weaken any guarantee. */
export const UNKNOWN_ROWS: readonly Guardrail[] = [
  row({
    id: 'unknown.type',
    chapter: 'Unknown resource types',
    on: FAMILIES,
    path: '',
    must: {
      name: 'the type is known to a guardrail, or cannot weaken a guarantee',
      breaches: (subject) => {
        const { type } = subject.resource!;
        return KNOWN.has(type) ? [] : reasoned(() => `${type}, which no guardrail knows`).breaches(subject);
      },
    },
    rule: 'a known resource type, or a written reason',
    fix: `use a type that a guardrail covers, ${WITH_REASON}`,
    lifted: 'all',
  }),
];
