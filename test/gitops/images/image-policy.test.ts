import { GitOpsApp, ImagePolicy, ImagePolicyEngine, ImagePolicyMode, PlatformStack } from '@golden-path/constructs';
import type { ImagePolicyProps, ImageRules } from '@golden-path/constructs';
import { App } from 'cdktf';
import { ATTESTATIONS } from '../../../lib/platform/attestations';
import { thrownBy } from '../../support/errors';
import { synthTree } from '../../support/manifests';
import { anEnvironment, aPlatform } from '../../support/platform';
import { aService } from '../../support/synth';
import type { Json } from '../../support/synth';
import { APP } from '../support';

const ENVOY = { image: 'docker.io/envoyproxy/envoy@sha256:*', reason: 'the vendor signs with a key of its own', expires: '2027-06-30' };
const DELIVERY = 'https://github.com/acme/workflows/.github/workflows/delivery.yml';
const { POLICY_CONTROLLER } = ImagePolicyEngine;

function aPlatformWith(imageRules?: ImageRules) {
  return aPlatform({ environments: [anEnvironment(imageRules ? { imageRules } : {}), anEnvironment({ name: 'production' })] });
}

function synth(props: ImagePolicyProps = {}, rules?: ImageRules, add?: (app: App, platform: ReturnType<typeof aPlatformWith>) => void) {
  const platform = aPlatformWith(rules);
  const { manifests } = synthTree((app) => {
    new ImagePolicy(new PlatformStack(app, 'platform-staging', { platform, environment: 'staging' }), 'Images', props);
    add?.(app, platform);
  });
  return manifests;
}

const kyverno = (props?: ImagePolicyProps, rules?: ImageRules): Json =>
  synth(props, rules)['platform/staging/images/imagevalidatingpolicy-signed-images.yaml'].spec;

const expressions = ({ validations }: Json): string[] => validations.map(({ expression }: Json) => expression);

describe('with Kyverno', () => {
  test('an audit reports, and never stands in the way', () => {
    expect(kyverno()).toMatchObject({ validationActions: ['Audit'], failurePolicy: 'Ignore' });
  });

  test('what is enforced is refused, also if it cannot be verified', () => {
    expect(kyverno({}, { mode: ImagePolicyMode.ENFORCE })).toMatchObject({ validationActions: ['Deny'], failurePolicy: 'Fail' });
  });

  test('only namespaces of services are looked at, and containers that someone adds to debug a pod', () => {
    const { matchConstraints } = kyverno();
    expect(matchConstraints.namespaceSelector).toEqual({ matchExpressions: [{ key: 'platform.acme.io/team', operator: 'Exists' }] });
    expect(matchConstraints.resourceRules[0].resources).toEqual(['pods', 'pods/ephemeralcontainers']);
  });

  test('the signer is the delivery workflow at the versions that are listed, and nobody else', () => {
    const { attestors } = kyverno({ workflowRefs: ['refs/tags/v1.2.3', 'a'.repeat(40)] });
    const issuer = 'https://token.actions.githubusercontent.com';
    // Cosign refuses a second identity of one attestor when it verifies bundles.
    expect(attestors).toEqual([
      { name: 'delivery1', cosign: { keyless: { identities: [{ issuer, subject: `${DELIVERY}@refs/tags/v1.2.3` }] } } },
      { name: 'delivery2', cosign: { keyless: { identities: [{ issuer, subject: `${DELIVERY}@${'a'.repeat(40)}` }] } } },
    ]);
    expect(expressions(kyverno({ workflowRefs: ['refs/tags/v1.2.3', 'a'.repeat(40)] }))).toContain(
      'variables.references.all(image, verifyImageSignatures(image, [attestors.delivery1, attestors.delivery2]) > 0)',
    );
  });

  test('provenance, SBOM and scan are there, and of the same signer', () => {
    const spec = kyverno();
    expect(spec.attestations.map(({ intoto }: Json) => intoto.type)).toEqual(Object.values(ATTESTATIONS));
    for (const name of Object.keys(ATTESTATIONS)) {
      expect(expressions(spec)).toContain(
        `variables.references.all(image, verifyAttestationSignatures(image, attestations.${name}, [attestors.delivery1]) > 0)`,
      );
    }
  });

  test('the repository is that of the image, by a rule, and by a list where it is called otherwise', () => {
    const spec = kyverno({ repositories: { shop: 'acme/storefront' } });
    const name = "image.substring(13).split('/')[0].split(':')[0].split('@')[0]";
    expect(spec.variables[1].expression).toBe("{'shop': 'https://github.com/acme/storefront'}");
    expect(expressions(spec).at(-1)).toContain(
      `workflow.repository == (${name} in variables.repositories ? variables.repositories[${name}] : 'https://github.com/acme/' + ${name})`,
    );
  });

  test('tags are refused and never replaced', () => {
    expect(kyverno().validationConfigurations).toEqual({ mutateDigest: false, verifyDigest: true, required: true });
  });

  test('every image is checked but the exceptions, which stand in an annotation with their reasons', () => {
    const rules = { exceptions: [ENVOY, { image: 'busybox:1.37', reason: 'the platform team has read it' }] };
    expect(kyverno().matchImageReferences).toEqual([{ glob: '*' }]);
    const { metadata, spec } = synth({}, rules)['platform/staging/images/imagevalidatingpolicy-signed-images.yaml'];
    expect(spec.matchImageReferences).toEqual([
      { expression: "!(ref.startsWith('docker.io/envoyproxy/envoy@sha256:') || ref == 'busybox:1.37')" },
    ]);
    expect(metadata.annotations['platform.acme.io/image-exceptions']).toBe(
      'docker.io/envoyproxy/envoy@sha256:* until 2027-06-30: the vendor signs with a key of its own\nbusybox:1.37: the platform team has read it',
    );
  });
});

describe('with policy-controller', () => {
  const named = (files: Record<string, Json>): string[] =>
    Object.keys(files).flatMap((path) => /images\/clusterimagepolicy-(.*)\.yaml$/.exec(path)?.[1] ?? []);

  test('each image has a policy: those of the services of this app, and those that are named', () => {
    const files = synth({ engine: POLICY_CONTROLLER, services: ['search'], repositories: { shop: 'acme/storefront' } }, undefined, (app, platform) => {
      const service = aService(app, {}, { platform, environment: 'staging' });
      new GitOpsApp(service.node.scope!, 'App', { service, ...APP });
    });
    expect(named(files)).toEqual(['signed-checkout', 'signed-search', 'signed-shop']);
    const { spec, metadata } = files['platform/staging/images/clusterimagepolicy-signed-shop.yaml'];
    expect(metadata.labels['platform.acme.io/team']).toBe('platform');
    expect(spec.mode).toBe('warn');
    expect(spec.images).toEqual([{ glob: 'ghcr.io/acme/shop@**' }, { glob: 'ghcr.io/acme/shop/**' }]);
    const [{ attestations, keyless }] = spec.authorities;
    expect(keyless.identities).toEqual([{ issuer: 'https://token.actions.githubusercontent.com', subject: `${DELIVERY}@refs/heads/main` }]);
    expect(attestations.map(({ predicateType }: Json) => predicateType)).toEqual(Object.values(ATTESTATIONS));
    expect(attestations[0].policy.data).toContain('workflow: repository: "https://github.com/acme/storefront"');
    expect(attestations[0].policy.data).toContain(`builder: id: "${DELIVERY}@refs/heads/main"`);
  });

  test('each version of the workflow is an authority of its own', () => {
    const files = synth({ engine: POLICY_CONTROLLER, services: ['search'], workflowRefs: ['refs/tags/v1', 'refs/tags/v2'] });
    const { authorities } = files['platform/staging/images/clusterimagepolicy-signed-search.yaml'].spec;
    expect(authorities.map(({ keyless }: Json) => keyless.identities.map(({ subject }: Json) => subject))).toEqual([
      [`${DELIVERY}@refs/tags/v1`],
      [`${DELIVERY}@refs/tags/v2`],
    ]);
  });

  test('exceptions pass, at the names of Docker Hub as well', () => {
    const exceptions = [ENVOY, { image: 'busybox:1.37', reason: 'the platform team has read it' }];
    const { spec } = synth({ engine: POLICY_CONTROLLER }, { exceptions, mode: ImagePolicyMode.ENFORCE })[
      'platform/staging/images/clusterimagepolicy-image-exceptions.yaml'
    ];
    expect(spec).toEqual({
      mode: 'enforce',
      images: [
        'docker.io/envoyproxy/envoy@sha256:**',
        'index.docker.io/envoyproxy/envoy@sha256:**',
        'busybox:1.37',
        'index.docker.io/library/busybox:1.37',
        'busybox:1.37@**',
        'index.docker.io/library/busybox:1.37@**',
      ].map((glob) => ({ glob })),
      authorities: [{ name: 'listed', static: { action: 'pass' } }],
    });
  });

  test('three hundred of them fit the one ConfigMap that it keeps them in', () => {
    const services = Array.from({ length: 300 }, (_, index) => `service-with-a-long-name-${index}`);
    const files = synth({ engine: POLICY_CONTROLLER, services });
    expect(named(files)).toHaveLength(300);
    const bytes = Object.values(files).reduce((sum, { spec }) => sum + JSON.stringify(spec).length, 0);
    expect(bytes).toBeLessThan(1024 * 1024 / 2);
  });
});

describe('what is refused', () => {
  const problems = (props: ImagePolicyProps, rules?: ImageRules) => thrownBy(() => synth(props, rules)).problems;

  test('a version of the workflow that is no exact ref, and none at all', () => {
    expect(problems({ workflowRefs: ['v1'] })).toMatchObject([{ path: 'workflowRefs[0]', got: "'v1'" }]);
    expect(problems({ workflowRefs: [] })).toMatchObject([{ path: 'workflowRefs', allowed: 'at least one version: nothing would be trusted' }]);
  });

  test('a list of services that Kyverno has no use for', () => {
    expect(problems({ services: ['search'] })).toMatchObject([{ path: 'services' }]);
  });

  test.each(['ghcr.io/acme/*', 'ghcr.io/*'])('%s as an exception: nothing would be checked', (image) => {
    expect(problems({}, { exceptions: [{ image, reason: 'we trust ourselves' }] })).toEqual([
      {
        path: "environment 'staging' imageRules.exceptions",
        got: `'${image}'`,
        allowed: 'images of others, or single ones of ghcr.io/acme: no image would be checked',
        fix: 'list the images one by one',
      },
    ]);
  });

  test('an asterisk in the middle of a name, and a day that is none', () => {
    const rules = { exceptions: [{ image: 'envoyproxy/envoy*', reason: 'the vendor signs it', expires: '2027-13-01' }] };
    expect(problems({}, rules).map(({ path }) => path)).toEqual([
      'environments[0].imageRules.exceptions[0].image',
      'environments[0].imageRules.exceptions[0].expires',
    ]);
  });
});

test('the objects can be changed until they are written', () => {
  const platform = aPlatformWith();
  const stack = new PlatformStack(new App({ outdir: '/nonexistent-but-unused' }), 'platform-staging', { platform, environment: 'staging' });
  expect(new ImagePolicy(stack, 'Images').manifests.map(({ kind }) => kind)).toEqual(['ImageValidatingPolicy']);
});
