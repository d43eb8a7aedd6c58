type Values = Readonly<Record<string, unknown>>;

/** Arguments that name a resource, the most telling first. */
const NAMES = ['bucket', 'identifier', 'name'];

/**
 * What others refer to of a resource that was applied: its id, which is its name here, and the ARN of a role. All else that
 * only a cloud could tell stays as it is.
 */
export function withAppliedNames(type: string, values: Values, account: string): Values {
  const name = NAMES.map((argument) => values[argument]).find((value) => typeof value === 'string');
  if (name === undefined) return values;
  return {
    ...values,
    ...('id' in values && { id: values.id ?? name }),
    ...(type === 'aws_iam_role' && { arn: `arn:aws:iam::${account}:role/${String(name)}` }),
  };
}
