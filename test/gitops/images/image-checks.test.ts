import { GitOpsApp, ImagePolicyMode, ObjectPatch } from '@golden-path/constructs';
import type { ImageRules } from '@golden-path/constructs';
import { SignedServices } from '../../../lib/output/signed-services';
import { thrownBy } from '../../support/errors';
import { synthTree } from '../../support/manifests';
import { anEnvironment, aPlatform } from '../../support/platform';
import { aService } from '../../support/synth';
import { APP } from '../support';
import type { AppProps } from '../support';

const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;
const BY_DIGEST = { imageTag: undefined, imageDigest: DIGEST };
const SIGNED: ImageRules = { mode: ImagePolicyMode.ENFORCE, signedElsewhere: ['checkout'] };

interface Case {
  readonly rules?: ImageRules;
  readonly props?: AppProps;
  readonly signs?: boolean;
  readonly change?: (app: GitOpsApp) => void;
}

function synth({ rules = SIGNED, props = {}, signs = false, change }: Case): void {
  const platform = aPlatform({ environments: [anEnvironment({ imageRules: rules }), anEnvironment({ name: 'production' })] });
  synthTree((app) => {
    const service = aService(app, {}, { platform, environment: 'staging' });
    const made = new GitOpsApp(service.node.scope!, 'App', { service, ...APP, ...props });
    change?.(made);
    if (signs) SignedServices.of(app).add('checkout', { by: 'checkout-staging/Delivery' });
  });
}

const problemsOf = (given: Case) => thrownBy(() => synth(given)).problems;

test('nothing is refused before the environment enforces its rules', () => {
  const sidecars = [{ name: 'proxy', image: 'envoyproxy/envoy:v1.34.1' }];
  expect(() => synth({ rules: { mode: ImagePolicyMode.AUDIT }, props: { sidecars } })).not.toThrow();
});

test('an image that the delivery of the service does not build is named with that delivery; images beside it are not', () => {
  const sidecars = [{ name: 'proxy', image: 'envoyproxy/envoy:v1.34.1' }];
  const given = { rules: { mode: ImagePolicyMode.AUDIT }, props: { sidecars }, signs: true };
  expect(() => synth(given)).not.toThrow();
  expect(() => synth({ ...given, props: { image: 'docker.io/acme/other' }, signs: false })).not.toThrow();
  expect(problemsOf({ ...given, props: { image: 'docker.io/acme/other' } })).toEqual([
    {
      path: 'checkout-staging/App: image',
      got: "'docker.io/acme/other'",
      allowed: "'ghcr.io/acme/checkout', which the DeliveryWorkflow at checkout-staging/Delivery builds, and of which it writes the digest",
      fix: "write the same image in both, or remove the DeliveryWorkflow if somebody else builds 'docker.io/acme/other'",
    },
  ]);
});

test('an image by its tag is named, with what gives it a digest', () => {
  expect(problemsOf({})).toEqual([
    {
      path: 'checkout-staging/App: Deployment checkout, container checkout',
      got: "'ghcr.io/acme/checkout:1.0.0'",
      allowed: "an image by its digest: the cluster of 'staging' refuses a tag",
      fix: "give imageDigest: 'sha256:...'",
    },
  ]);
});

test('an image by its digest passes, and one whose digest the delivery writes', () => {
  expect(() => synth({ props: BY_DIGEST })).not.toThrow();
  expect(() => synth({ rules: { mode: ImagePolicyMode.ENFORCE }, signs: true })).not.toThrow();
});

test('each image is judged: of sidecars, containers at the start, jobs, the migration, patches and added objects', () => {
  const own = (name: string) => `ghcr.io/acme/${name}:1`;
  const problems = problemsOf({
    props: {
      ...BY_DIGEST,
      sidecars: [{ name: 'proxy', image: own('proxy') }],
      initContainers: [{ name: 'prepare', image: own('prepare') }],
      jobs: [{ name: 'report', schedule: '0 3 * * *', image: own('report') }],
      migration: { image: own('migrate') },
      workloads: [{ name: 'worker', sidecars: [{ name: 'beside', image: own('beside') }] }],
    },
    change: (app) => {
      const spec = { template: { spec: { containers: [{ name: 'checkout', image: own('patched') }] } } };
      app.patch('Deployment', ObjectPatch.merge({ spec }), { name: 'checkout-worker', reason: 'the worker has another image' });
    },
  });
  const named = problems.map(({ got }) => got);
  for (const name of ['proxy', 'prepare', 'report', 'migrate', 'patched']) expect(named).toContain(`'${own(name)}'`);
});

test('an image of another registry is named unless an exception lists it', () => {
  const image = `envoyproxy/envoy@${DIGEST}`;
  const props = { ...BY_DIGEST, sidecars: [{ name: 'proxy', image }] };
  const [problem] = problemsOf({ props });
  expect(problem).toMatchObject({
    path: 'checkout-staging/App: Deployment checkout, container proxy',
    allowed: "an image of ghcr.io/acme, or one that imageRules of 'staging' lists",
    fix:
      "ask the platform team for { image: 'envoyproxy/envoy@sha256:*', reason: '...' } in exceptions, " +
      'or build it into an image of your own',
  });
  const exceptions = [{ image: 'envoyproxy/envoy@sha256:*', reason: 'the vendor signs it' }];
  expect(() => synth({ props, rules: { ...SIGNED, exceptions } })).not.toThrow();
});

test('a service whose delivery does not sign is named once the rules are enforced', () => {
  expect(problemsOf({ rules: { mode: ImagePolicyMode.ENFORCE }, props: BY_DIGEST })).toEqual([
    {
      path: 'checkout-staging/App',
      got: "the service 'checkout', whose delivery does not sign its image",
      allowed: "services with signed images: the cluster of 'staging' refuses any other",
      fix: 'if the delivery workflow signs it, have the platform team list the service in imageRules.signedElsewhere',
    },
  ]);
});
