import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { Release } from '@cdktf/provider-helm/lib/release';
import { thrownBy } from '../support/errors';
import { synthService } from '../support/synth';

test('providers are set for the environment, and no token is stored', () => {
  const { provider, terraform } = synthService();
  expect(provider.aws).toEqual([expect.objectContaining({ region: 'eu-west-1', allowed_account_ids: ['111122223333'] })]);
  expect(provider.kubernetes).toEqual([
    {
      host: 'https://main.eks.example',
      cluster_ca_certificate: '${base64decode("Y2VydGlmaWNhdGU=")}',
      exec: [
        {
          api_version: 'client.authentication.k8s.io/v1beta1',
          command: 'aws',
          args: ['eks', 'get-token', '--cluster-name', 'main', '--region', 'eu-west-1'],
        },
      ],
      ignore_annotations: expect.arrayContaining(['^([^/]+[.])?istio[.]io/', '^istio-injection$']) as string[],
      ignore_labels: provider.kubernetes[0].ignore_annotations,
    },
  ]);
  expect(provider.helm).toBeUndefined();
  expect(terraform.required_version).toBe('>= 1.10.0');
});

test('Helm is set up only where a release needs it', () => {
  const { provider } = synthService({}, { build: (service) => service.allowException(new Release(service, 'Chart', { name: 'x', chart: 'x' }), 'the vendor ships a chart only') });
  expect(provider.helm).toEqual([
    { kubernetes: expect.objectContaining({ host: 'https://main.eks.example', exec: expect.objectContaining({ command: 'aws' }) }) },
  ]);
});

test('providers with an alias are tagged too, and keep what their team wrote', () => {
  const { provider } = synthService(
    {},
    {
      build: (service) =>
        void new AwsProvider(service, 'Virginia', { alias: 'virginia', region: 'us-east-1', defaultTags: [{ tags: { own: 'tag' } }] }),
    },
  );
  expect(provider.aws[1].default_tags[0].tags).toMatchObject({ 'own': 'tag', 'platform.acme.io/team': 'payments' });
  expect(provider.aws[1].allowed_account_ids).toEqual(['111122223333']);
});

test('fails for a second provider without an alias', () => {
  const error = thrownBy(() =>
    synthService({}, { build: (service) => void new AwsProvider(service, 'Own', { region: 'us-east-1' }) }),
  );
  expect(error.code).toBe('StackConflict');
  expect(error.message).toContain('give yours an alias');
});
