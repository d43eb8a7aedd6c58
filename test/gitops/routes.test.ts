import { GitOpsApp, Routing } from '@golden-path/constructs';
import type { GitOpsAppProps } from '@golden-path/constructs';
import { App } from 'cdktf';
import { thrownBy } from '../support/errors';
import { aPlatform } from '../support/platform';
import { aService, temporaryFolder } from '../support/synth';

interface Asked extends Partial<GitOpsAppProps> {
  readonly environment?: string;
}

/** Synthesises two services with a host each. */
function synth(first: Asked, second: Asked): void {
  const app = new App({ outdir: temporaryFolder() });
  const platform = aPlatform();
  [first, second].forEach(({ environment, ...props }, index) => {
    const serviceName = ['orders', 'search'][index];
    const build = (service: GitOpsAppProps['service']) =>
      void new GitOpsApp(service.node.scope!, 'App', { service, image: `ghcr.io/acme/${serviceName}`, imageTag: '1', port: 8080, ...props });
    aService(app, { serviceName }, { platform, environment, build });
  });
  app.synth();
}

const HOST = 'shop.acme.io';

test.each<[string, Asked, Asked]>([
  ['one host', { host: HOST }, { host: HOST }],
  ['a path with and without a slash at its end', { host: HOST, path: '/api' }, { host: HOST, path: '/api/' }],
  ['an Ingress and an HTTPRoute', { host: HOST }, { host: HOST, routing: Routing.HTTP_ROUTE }],
  ['one wildcard', { host: '*.acme.io' }, { host: '*.acme.io' }],
])('two services at the same place are refused: %s', (_, first, second) => {
  const error = thrownBy(() => synth(first, second));
  expect(error.code).toBe('StackConflict');
  expect(error.problems).toEqual([
    {
      path: 'orders-staging/App, search-staging/App',
      got: expect.stringMatching(/^two applications at '.+' and '.+' in 'staging'$/),
      allowed: expect.stringContaining('one for each host and path'),
      fix: 'give one of them another host or path',
    },
  ]);
});

test.each<[string, Asked, Asked]>([
  ['another path', { host: HOST, path: '/a' }, { host: HOST, path: '/ab' }],
  ['another host', { host: HOST }, { host: `a.${HOST}` }],
  ['another environment', { host: HOST }, { host: HOST, environment: 'production' }],
  ['a wildcard and a host that it matches', { host: '*.acme.io' }, { host: HOST }],
])('two services at different places are fine: %s', (_, first, second) => {
  expect(() => synth(first, second)).not.toThrow();
});
