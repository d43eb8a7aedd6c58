import { iamRole, provider as aws } from '@cdktf/provider-aws';
import { namespaceV1, provider as kubernetes } from '@cdktf/provider-kubernetes';
import { App, TerraformStack } from 'cdktf';
import { measure } from './meter';

// As CDKTF's tutorials write it: each provider from its package root. One stack of two resources.
measure(() => {
  const app = new App({ outdir: process.argv[3] });
  const stack = new TerraformStack(app, 'service-0000-staging');
  new aws.AwsProvider(stack, 'aws', { region: 'eu-west-1' });
  new kubernetes.KubernetesProvider(stack, 'kubernetes', {});
  new iamRole.IamRole(stack, 'Role', { name: 'service-0000-staging', assumeRolePolicy: '{}' });
  new namespaceV1.NamespaceV1(stack, 'Namespace', { metadata: { name: 'service-0000-staging' } });
  app.synth();
});
