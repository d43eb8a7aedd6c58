import { acme } from '@acme/platform';
import { MicroserviceInfra, ServiceStack } from '@golden-path/constructs';
import { App } from 'cdktf';
import { ledgerSearch } from '../../examples/own-companion/main';
import { SearchDomain } from '../../examples/own-companion/search-domain';
import { thrownBy } from '../support/errors';
import { synthApp } from '../support/synth';
import type { Json } from '../support/synth';

const NAME = { searchName: 'ledger-search', storageGb: 50 };

/** A service of the ledger team with a domain that somebody changes. */
function refusal(change: (domain: SearchDomain) => void, props = NAME) {
  return thrownBy(() => {
    const app = new App();
    const stack = new ServiceStack(app, 'ledger-search-staging', { platform: acme, environment: 'staging' });
    new MicroserviceInfra(stack, 'Infra', { serviceName: 'ledger-search', teamName: 'ledger' });
    change(new SearchDomain(stack, 'Search', props));
    app.synth();
  });
}

describe('a companion outside of the library', () => {
  test('is synthesised in both environments, without a reason', () => {
    const stacks = synthApp(ledgerSearch);
    expect(Object.keys(stacks)).toEqual(['ledger-search-production', 'ledger-search-staging']);
    const { resource } = stacks['ledger-search-production'];
    expect(resource.aws_opensearch_domain).toMatchObject({
      'ledger-search': {
        domain_name: 'ledger-search-production',
        encrypt_at_rest: { enabled: true },
        node_to_node_encryption: { enabled: true },
        domain_endpoint_options: { enforce_https: true, custom_endpoint: 'ledger-search.search.production.acme.internal' },
        vpc_options: { subnet_ids: ['subnet-0b20000000000001', 'subnet-0b20000000000002'] },
        lifecycle: { prevent_destroy: true },
      },
    });
    expect(Object.keys(resource.aws_route53_record)).toEqual(['ledger-search']);
    const statements = Object.values<Json>(resource.aws_iam_role_policy).flatMap(({ policy }) => JSON.parse(policy).Statement);
    expect(statements).toContainEqual(expect.objectContaining({
      Action: expect.arrayContaining(['es:ESHttpGet', 'es:ESHttpPut']),
      Resource: ['arn:aws:es:eu-west-1:444455556666:domain/ledger-search-production/*'],
    }));
  });

  test('tells its service where it is, and records what it is', () => {
    const app = new App();
    ledgerSearch(app);
    const service = app.node.findChild('ledger-search-staging').node.findChild('Infra') as MicroserviceInfra;
    expect(service.environmentVariables).toEqual([
      { name: 'LEDGER_SEARCH_URL', value: 'https://ledger-search.search.staging.acme.internal' },
      { name: 'LEDGER_SEARCH_REGION', value: 'eu-west-1' },
    ]);
    expect(service.dependencies.map(({ kind }) => kind.name)).toEqual(['search-domain']);
  });

  test.each<[string, (domain: SearchDomain) => void, string]>([
    ['encryption', ({ domain }) => domain.putEncryptAtRest({ enabled: false }), 'encrypt_at_rest.enabled: false'],
    ['HTTPS', ({ domain }) => domain.addOverride('domain_endpoint_options.enforce_https', false), 'domain_endpoint_options.enforce_https: false'],
    ['protection', ({ domain }) => domain.addOverride('lifecycle.prevent_destroy', false), 'lifecycle.prevent_destroy: false'],
  ])('cannot lose its %s', (_, lose, got) => {
    const { code, problems } = refusal(lose);
    expect(code).toBe('LostNonNegotiable');
    expect(problems).toContainEqual(expect.objectContaining({ path: 'ledger-search-staging/Search/Domain', got }));
  });

  test('is held to the rules of all data, too', () => {
    const { problems } = refusal(({ domain }) => domain.resetVpcOptions());
    expect(problems.map(({ path }) => path)).toContain('ledger-search-staging/Search/Domain');
  });

  test('lists what is wrong with its name and its own props at once', () => {
    const { code, problems } = refusal(() => undefined, { searchName: 'ledger-search-for-everyone', storageGb: 5 });
    expect(code).toBe('InvalidProps');
    expect(problems.map(({ path }) => path)).toEqual(['searchName', 'storageGb']);
  });
});
