import type { Block, StackJson } from '.';
import { providerSchema, typesInUse } from '.';

function derived(type: string): Block {
  const [provider] = type.split('_');
  return providerSchema(provider, { resources: [type], dataSources: [] }).resources[type];
}

/** The schema of a nested block, with how it nests: `metadata` of a namespace is `list 1..1`. */
function nested(block: Block, path: string) {
  return path.split('.').reduce((found, name) => {
    const { nesting, minItems, maxItems, block: inner } = found.block.blocks[name];
    return { nests: `${nesting} ${minItems}..${maxItems || 'many'}`, block: inner };
  }, { nests: '', block });
}

describe('the schema derived from generated code', () => {
  test.each([
    ['kubernetes_namespace_v1', 'metadata', 'list 1..1'],
    ['kubernetes_namespace_v1', 'timeouts', 'single 0..many'],
    ['kubernetes_service_account_v1', 'image_pull_secret', 'set 0..many'],
    ['kubernetes_network_policy_v1', 'spec', 'list 1..1'],
    ['kubernetes_network_policy_v1', 'spec.pod_selector', 'list 1..1'],
    ['kubernetes_network_policy_v1', 'spec.ingress.from.ip_block', 'list 0..1'],
    ['kubernetes_network_policy_v1', 'spec.egress.ports', 'list 0..many'],
    ['kubernetes_horizontal_pod_autoscaler_v2', 'spec.scale_target_ref', 'list 1..1'],
    ['kubernetes_horizontal_pod_autoscaler_v2', 'spec.behavior.scale_down.policy', 'list 1..many'],
    ['kubernetes_pod_disruption_budget_v1', 'spec.selector', 'list 1..1'],
    ['kubernetes_limit_range_v1', 'spec.limit', 'list 0..many'],
    ['kubernetes_resource_quota_v1', 'spec.scope_selector', 'list 0..1'],
    ['aws_iam_role', 'inline_policy', 'set 0..many'],
    ['aws_db_instance', 'restore_to_point_in_time', 'list 0..1'],
    ['aws_s3_bucket', 'server_side_encryption_configuration.rule', 'list 1..1'],
    // Its structs stand in files of their own.
    ['kubernetes_deployment_v1', 'spec.template.spec.container.port', 'list 0..many'],
  ])('%s nests %s as %s', (type, path, nests) => {
    expect(nested(derived(type), path).nests).toBe(nests);
  });

  test.each([
    ['aws_iam_role', 'assume_role_policy', { type: 'string', required: true, optional: false, computed: false }],
    ['aws_iam_role', 'arn', { type: 'string', required: false, optional: false, computed: true }],
    ['aws_iam_role', 'name', { type: 'string', required: false, optional: true, computed: true }],
    ['aws_iam_role', 'tags', { type: ['map', 'string'], required: false, optional: true, computed: false }],
    ['aws_iam_role_policy_attachment', 'role', { type: 'string', required: true, optional: false, computed: false }],
    ['aws_eks_pod_identity_association', 'tags_all', { type: ['map', 'string'], required: false, optional: false, computed: true }],
    ['aws_sqs_queue', 'delay_seconds', { type: 'number', required: false, optional: true, computed: false }],
    ['aws_db_instance', 'multi_az', { type: 'bool', required: false, optional: true, computed: true }],
    ['aws_db_instance', 'vpc_security_group_ids', { type: ['set', 'string'], required: false, optional: true, computed: true }],
    ['aws_db_instance', 'replicas', { type: ['list', 'string'], required: false, optional: false, computed: true }],
    ['aws_db_instance', 'master_user_secret', {
      type: ['list', ['object', { kms_key_id: 'string', secret_arn: 'string', secret_status: 'string' }]],
      required: false, optional: false, computed: true,
    }],
    ['kubernetes_manifest', 'manifest', { type: 'dynamic', required: true, optional: false, computed: false }],
    // The name of its props carries a suffix, since another class has the plain one.
    ['aws_wafv2_web_acl_association', 'resource_arn', { type: 'string', required: true, optional: false, computed: false }],
  ])('%s has %s', (type, name, attribute) => {
    expect(derived(type).attributes[name]).toEqual(attribute);
  });

  test('knows what the provider fills in inside a block', () => {
    const { attributes } = nested(derived('kubernetes_namespace_v1'), 'metadata').block;
    expect(attributes.uid).toEqual({ type: 'string', required: false, optional: false, computed: true });
  });

  test('nests attributes where the provider has no blocks', () => {
    const { attributes, blocks } = derived('helm_release');
    expect(blocks).toEqual({});
    expect(attributes.set).toMatchObject({ optional: true, nested: { nesting: 'list', attributes: { name: { required: true } } } });
  });

  test('covers the configuration of a provider, but not the alias that belongs to the language', () => {
    const { provider } = providerSchema('kubernetes', { resources: [], dataSources: [] });
    expect(provider.attributes.config_path).toEqual({ type: 'string', required: false, optional: true, computed: false });
    expect(provider.attributes.alias).toBeUndefined();
    expect(nested(provider, 'exec').block.attributes.command.required).toBe(true);
  });

  test('covers data sources', () => {
    const { dataSources } = providerSchema('aws', { resources: [], dataSources: ['aws_iam_policy_document'] });
    expect(dataSources.aws_iam_policy_document.attributes.json.computed).toBe(true);
  });

  test('fails for a provider that is not installed', () => {
    expect(() => providerSchema('random', { resources: [], dataSources: [] }))
      .toThrow("no schema for the provider 'random': @cdktf/provider-random is not installed");
  });
});

test('finds the types in use, and leaves out those of Terraform itself', () => {
  const stacks: StackJson[] = [
    { resource: { aws_iam_role: {}, terraform_data: {} } },
    { resource: { aws_iam_role: {} }, data: { aws_iam_policy_document: {} }, terraform: { required_providers: { helm: {} } } },
  ];
  expect([...typesInUse(stacks)]).toEqual([
    ['aws', { resources: ['aws_iam_role'], dataSources: ['aws_iam_policy_document'] }],
    ['helm', { resources: [], dataSources: [] }],
  ]);
});
