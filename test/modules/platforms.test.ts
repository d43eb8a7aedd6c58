import { Platform } from '@golden-path/constructs';
import { MODULES } from '../../lib/modules/kinds';
import { deriveModule } from '../../lib/modules/module';
import { moduleFiles } from '../../lib/modules/module-files';
import { anEnvironment, platformProps } from '../support/platform';

type Props = Partial<ConstructorParameters<typeof Platform>[0]>;

const [infra, database, bucket] = MODULES;

/** The files of a module for a platform. */
function filesOf(kind: (typeof MODULES)[number], props: Props): Record<string, string> {
  return moduleFiles(deriveModule(kind, new Platform(platformProps(props))));
}

describe('names that one team has alone', () => {
  const refusal = 'condition     = local.service_name_owner == null ? true : local.service_name_owner == var.team_name';

  test.each(['a-service-with-a-very-long-name-that-is-taken', 'pay--api', 'pay--*', 'p*'])('are kept for it: %s', (pattern) => {
    const teams = [{ name: 'payments', services: [pattern] }, { name: 'search' }];
    expect(filesOf(bucket, { teams })['variables.tf']).toContain(refusal);
  });

  test('may be named twice, by themselves and by their beginning', () => {
    const teams = [{ name: 'payments', services: ['payment-*', 'payment-api'] }, { name: 'search' }];
    const owner = /service_name_owner = one\(distinct\(\[for claim in \[\n[^\]]+\] : claim\.team if [^\n]+\]\)\)/;
    expect(filesOf(bucket, { teams })['main.tf']).toMatch(owner);
  });

  test('need no rule if no service can have them', () => {
    const teams = [{ name: 'payments', services: ['platform', 'x'], dataNames: ['user', 'pg-*', 'orders.*'] }, { name: 'search' }];
    const variables = filesOf(database, { teams })['variables.tf'];
    expect(variables).not.toContain('_owner == var.team_name');
  });
});

describe('a platform that limits what a service may take', () => {
  const files = filesOf(infra, { maxQuota: { pods: 30, cpu: '12', memory: '12Gi' } });

  test('has the module, however little that is', () => {
    expect(files['main.tf']).toContain('condition     = local.quota_pods <= 30');
    expect(files['main.tf']).toContain('min_available      = var.replica_count == 1 ? null : "50%"');
  });

  test('has tests and an example that it allows', () => {
    const runs = [...files['tests/module.tftest.hcl'].matchAll(/run "(plans_sample_\d+)"/g)].map(([, name]) => name);
    expect(runs.length).toBeGreaterThan(0);
    expect(runs).not.toContain('plans_sample_2');
    expect(files['examples/basic/main.tf']).not.toContain('replica_count');
    expect(files['main.tf']).toContain('memory_request, which is ${local.quantity["memory_request"]}, or more');
  });
});

describe('environments that give roles in two ways', () => {
  const issuer = (account: string) => `arn:aws:iam::${account}:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/A${account}`;
  const environments = [
    anEnvironment({ name: 'dev', awsAccountId: '111111111111', oidcProviderArn: issuer('111111111111') }),
    anEnvironment({ name: 'live', awsAccountId: '222222222222', oidcProviderArn: undefined, production: true }),
    anEnvironment({ name: 'third', awsAccountId: '333333333333', oidcProviderArn: issuer('333333333333') }),
  ];
  const { 'main.tf': main, 'platform.tf': facts } = filesOf(infra, { environments });

  test('are told apart by the provider of identities alone', () => {
    expect(main).toContain([
      '          StringEquals = (',
      '            local.environment.oidc_provider_arn != null',
      '            ? {',
      '              "${local.environment.oidc_issuer}:aud" = "sts.amazonaws.com"',
      '              "${local.environment.oidc_issuer}:sub" = "system:serviceaccount:${local.namespace}:${var.service_name}"',
      '            }',
      '            : {',
    ].join('\n'));
    expect(main).toContain('{ Federated = local.environment.oidc_provider_arn } : key => value if local.environment.oidc_provider_arn != null');
    expect(main).not.toContain('{},');
  });

  test('have the facts that are read, and no name of a sample', () => {
    const names = [...facts.split('\n  teams = ')[0].matchAll(/^ {6}(\w+) +=/gm)].map(([, name]) => name);
    expect(names.filter((name) => !main.includes(`local.environment.${name}`))).toEqual([]);
    expect(main + facts).not.toMatch(/quay|xenon-hall|zulu-way-two/);
  });
});
