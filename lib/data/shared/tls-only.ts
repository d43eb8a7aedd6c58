/** A statement of the policy of a resource. */
export type PolicyStatement = Readonly<Record<string, unknown>>;

/** The statement that denies every request to a resource without TLS, even if its policy or a role allows it. */
export function denyWithoutTls(actions: string, resources: string | readonly string[]): PolicyStatement {
  return {
    Sid: 'DenyWithoutTls',
    Effect: 'Deny',
    Principal: '*',
    Action: actions,
    Resource: resources,
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  };
}

/** A policy as JSON text for AWS. */
export function policyOf(statements: readonly PolicyStatement[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}
