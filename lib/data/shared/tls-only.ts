/** A statement of the policy of a resource. */
export type PolicyStatement = Readonly<Record<string, unknown>>;

/** The statement that lets nobody speak to a resource without TLS, whatever else its policy or a role allows. */
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

/** A policy as the text that AWS takes. */
export function policyOf(statements: readonly PolicyStatement[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}
