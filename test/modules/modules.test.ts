import { Platform } from '@golden-path/constructs';
import { MODULES } from '../../lib/modules/kinds';
import type { ModuleKind } from '../../lib/modules/kinds/kind';
import { deriveModule } from '../../lib/modules/module';
import { moduleFiles } from '../../lib/modules/module-files';
import { thrownBy } from '../support/errors';
import { anEnvironment, platformProps } from '../support/platform';

/** IRSA beside Pod Identity, a boundary, several rules for the same purpose: environments that differ in every way. */
const platform = new Platform(platformProps({
  maxQuota: { pods: 400 },
  teams: [{ name: 'payments', costCenter: 'cc-1', services: ['payment-*'] }, { name: 'search', catalogGroup: 'Search', dataNames: ['search-*'] }],
  environments: [
    anEnvironment(),
    anEnvironment({
      name: 'production', oidcProviderArn: undefined, vpcCidr: '10.1.0.0/16', dnsCidrs: ['10.1.0.2/32'],
      permissionsBoundaryArn: 'arn:aws:iam::111122223333:policy/boundary',
    }),
  ],
}));

const files = Object.fromEntries(MODULES.map((kind) => [kind.name, moduleFiles(deriveModule(kind, platform))]));

describe('a module', () => {
  test('has the files of a module of the registry, and no provider and no backend', () => {
    for (const [name, texts] of Object.entries(files)) {
      expect([name, Object.keys(texts).sort()]).toEqual([name, expect.arrayContaining([
        'README.md', 'examples/basic/main.tf', 'main.tf', 'outputs.tf', 'platform.tf', 'tests/module.tftest.hcl', 'variables.tf', 'versions.tf',
      ])]);
      expect(Object.values(texts).join('\n')).not.toMatch(/^\s*(provider|backend) "/m);
      expect(texts['versions.tf']).toMatch(/source {2}= "hashicorp\/aws"\n\s+version = "~> \d+\.\d+"/);
    }
  });

  test('has the names that users of HCL have', () => {
    const declared = [...files['microservice-infra']['variables.tf'].matchAll(/^variable "(\w+)"/gm)].map(([, name]) => name);
    expect(declared).toEqual(expect.arrayContaining([
      'service_name', 'team_name', 'environment', 'replica_count', 'cpu_request', 'memory_request', 'enable_hpa', 'enable_pdb',
    ]));
    expect(files['microservice-infra']['outputs.tf']).toContain('output "service_iam_role_name"');
  });

  test('derives each value from what it follows from', () => {
    const main = files['microservice-infra']['main.tf'];
    expect(main).toContain('max_replica_count  = coalesce(var.max_replica_count, var.replica_count * 5)');
    expect(main).toContain('min_available      = var.replica_count == 1 ? null : "50%"');
    expect(main).toContain('min_replicas = var.replica_count');
    expect(main).toMatch(/resource "kubernetes_namespace_v1" "namespace_kept" \{\n {2}count = local.environment.production \? 1 : 0/);
    expect(main).toMatch(/resource "aws_eks_pod_identity_association" "pod_identity" \{\n {2}count +=/);
    expect(main).toContain('"platform.acme.io/cost-center" = local.team.cost_center');
    expect(files['microservice-infra']['platform.tf']).toMatch(/permissions_boundary_arn +=.*policy\/boundary"/);
  });

  test('has what data is guaranteed', () => {
    const database = files['postgres-database']['main.tf'];
    for (const line of ['prevent_destroy = true', 'storage_encrypted            = true', 'condition     = self.deletion_protection == true']) {
      expect(database).toContain(line);
    }
    expect(database).toContain('identifier                   = "${var.database_name}-${var.environment}"');
    expect(database).toContain('iops                         = local.iops');
    expect(files['object-bucket']['main.tf']).toContain('depends_on = [aws_s3_bucket_public_access_block.this]');
    expect(files['object-bucket']['main.tf']).toMatch(/dynamic "expiration" \{\n {6}for_each = var.expire_after_days != null/);
  });

  test('says what the construct says', () => {
    const { 'variables.tf': variables, 'main.tf': main } = files['microservice-infra'];
    expect(variables).toContain('allowed: replica_count, which is ${var.replica_count}, or more');
    expect(variables).toContain('allowed: nothing where enable_hpa is false: no autoscaler reads it\\nfix: remove max_replica_count, or enable_hpa = false');
    expect(variables).toContain('allowed: a team of the platform: \'payments\', \'search\'');
    expect(main).toContain('at most 400, which the platform lets a service have');
    expect(files['postgres-database']['variables.tf']).toContain('allowed: true, or false with a written reason');
  });

  test('tests itself', () => {
    const { 'tests/module.tftest.hcl': tests } = files['microservice-infra'];
    expect(tests).toContain('mock_provider "kubernetes" {}');
    expect(tests.match(/expect_failures = \[var\.replica_count\]/g)).toHaveLength(1);
    expect(tests).toContain('kubernetes_resource_quota_v1.quota.spec[0].hard == tomap({');
  });

  test.each([6, 42])('is made for %i teams', (count) => {
    const teams = Array.from({ length: count }, (_, index) => ({ name: `team-${index}`, costCenter: `cc-${index}` }));
    const [kind] = MODULES.slice(-1);
    const { samples } = deriveModule(kind, new Platform(platformProps({ teams })));
    expect(new Set(samples.map(({ team }) => team)).size).toBe(count);
    const environmentsOf = (name: string) => new Set(samples.filter(({ team }) => team === name).map(({ environment }) => environment));
    if (count < 10) expect(teams.map(({ name }) => environmentsOf(name).size)).toEqual(teams.map(() => 2));
  });

  test('has an example of a service that the team may have', () => {
    const of = (teams: { name: string; services?: string[] }[]) => {
      const [kind] = MODULES.slice(-1);
      const { 'examples/basic/main.tf': example } = moduleFiles(deriveModule(kind, new Platform(platformProps({ teams }))));
      return [...example.matchAll(/(?:service|team)_name += "(.*)"/g)].map(([, value]) => value);
    };
    expect(of([{ name: 'search' }, { name: 'shop', services: ['checkout'] }])).toEqual(['checkout', 'shop']);
    expect(of([{ name: 'search', services: ['search-*'] }, { name: 'shop' }])).toEqual(['search-service', 'search']);
  });

  test('has both addresses of a namespace, whichever environments the platform has: one more must not move a resource', () => {
    const [infra] = MODULES;
    for (const production of [true, false]) {
      const { resources } = deriveModule(infra, new Platform(platformProps({ environments: [anEnvironment({ name: 'live', production })] })));
      const names = resources.flatMap((item) => (item.kind === 'block' && item.labels[0] === 'kubernetes_namespace_v1' ? [item.labels[1]] : []));
      expect(names).toEqual(['namespace', 'namespace_kept']);
    }
  });

  test('reads like any other if the platform has one team and one environment, and keeps no facts that nothing reads', () => {
    const environments = [anEnvironment({ name: 'live', production: true })];
    const only = (team: { name: string; costCenter?: string }) => {
      const [bucket] = MODULES.slice(-1);
      return moduleFiles(deriveModule(bucket, new Platform(platformProps({ environments, teams: [team] }))));
    };
    const { 'main.tf': main, ...others } = only({ name: 'shop' });
    expect(main).toContain('"platform.acme.io/team"        = var.team_name');
    expect(main).toContain('"platform.acme.io/env"         = var.environment');
    expect(others).not.toHaveProperty(['platform.tf']);
    expect(only({ name: 'shop', costCenter: 'cc-1' })['main.tf']).toContain('"platform.acme.io/cost-center" = "cc-1"');
  });

  test('is made for a platform that knows the names of its samples', () => {
    const teams = [
      { name: 'quay', services: ['xenon-*', 'zulu-way-two-2x'], dataNames: ['kiln-1k', 'vault-*'] },
      { name: 'search', services: ['fjord*'], dataNames: ['w*'] },
    ];
    const [, , kind] = MODULES;
    const { inputs } = deriveModule(kind, new Platform(platformProps({ teams })));
    const wordsOf = (prop: string) => [...new Set(inputs.map((each) => String(each[prop]).replace(/-\d+.$/, '')))];
    expect(wordsOf('serviceName')).toEqual(['ember', 'moat-gull', 'umber-oak-six']);
    expect(wordsOf('bucketName')).toEqual(['yard-list', 'tin-cup-book', 'cairn']);
    expect(kind.required(new Platform(platformProps({ teams })))).toEqual({ bucketName: 'attic-files' });
  });

  test('moves what had another address in an earlier version, and refuses a move that ends nowhere or begins where something is', () => {
    const [, , kind] = MODULES;
    const derived = deriveModule(kind, platform);
    const move = (from: string, to: string) => () => moduleFiles(derived, [{ from: `aws_s3_bucket.${from}`, to: `aws_s3_bucket.${to}` }]);
    expect(move('main', 'this')()['moved.tf']).toBe([
      '# Resources that had another address in earlier versions.', 'moved {', '  from = aws_s3_bucket.main', '  to   = aws_s3_bucket.this', '}', '',
    ].join('\n'));
    expect(files[kind.name]).not.toHaveProperty(['moved.tf']);
    const { message } = thrownBy(move('this', 'nothing'));
    expect(message).toContain('moved aws_s3_bucket.this: got a resource that is there');
    expect(message).toContain('moved aws_s3_bucket.this: got aws_s3_bucket.nothing');
  });

  test('is the same every time', () => {
    const [kind] = MODULES.slice(-1);
    expect(moduleFiles(deriveModule(kind, platform))).toEqual(files[kind.name]);
  });
});

describe('what cannot be derived', () => {
  const [bucket] = MODULES.slice(-1);
  const changed = (more: Partial<ModuleKind>): ModuleKind => ({ ...bucket, ...more });

  test('is refused: a value that follows from no variable', () => {
    const kind = changed({
      build: (scope, inputs) => bucket.build(scope, { ...inputs, keepOldVersionsDays: 30 + String(inputs.serviceName).length * 3 }),
    });
    expect(thrownBy(() => deriveModule(kind, platform)).message).toContain('a value that depends on more than the variables');
  });

  test('is refused: a variable that is the same in all samples', () => {
    const kind = changed({ sample: (on, index) => ({ ...bucket.sample(on, index), keepOldVersionsDays: 30 }) });
    expect(thrownBy(() => deriveModule(kind, platform)).message).toContain('keepOldVersionsDays: got 1 values in the samples');
  });

  test('is refused: a rule that the construct does not have', () => {
    const rule = { at: { prop: 'bucketName' }, condition: 'false', breaks: [{ bucketName: 'orders' }] };
    const kind = changed({ rules: () => [rule] });
    expect(thrownBy(() => moduleFiles(deriveModule(kind, platform))).message).toContain('inputs that ObjectBucket takes');
  });
});
