import { Routing } from '@golden-path/constructs';
import type { EnvironmentProps } from '@golden-path/constructs';
import { HOST, problems, routed, synth } from './routing-support';
import type { AppProps } from './support';

describe('TLS', () => {
  const CERT_MANAGER = 'cert-manager.io/cluster-issuer';
  const ISSUED = { certificateIssuer: 'letsencrypt' };

  test('comes with the certificate of the controller where nothing else is said', () => {
    expect(routed({ host: HOST })['ingress-checkout'].spec.tls).toEqual([{ hosts: [HOST] }]);
  });

  test('comes from cert-manager where the platform has an issuer, with a Secret for each host', () => {
    const { metadata, spec } = routed({ host: HOST, routes: [{ host: 'b.acme.io' }] }, ISSUED)['ingress-checkout'];
    expect(metadata.annotations[CERT_MANAGER]).toBe('letsencrypt');
    expect(spec.tls).toEqual([
      { hosts: [HOST], secretName: 'checkout-tls' },
      { hosts: ['b.acme.io'], secretName: expect.stringMatching(/^checkout-b-acme-io-[0-9a-f]{8}-tls$/) },
    ]);
    expect(routed({ host: HOST }, ISSUED)['ingress-checkout'].spec.tls).toEqual([{ hosts: [HOST], secretName: 'checkout-tls' }]);
  });

  test('comes from the Secret that a team names, which cert-manager leaves alone', () => {
    const { metadata, spec } = routed({ host: HOST, tlsSecretName: 'own' }, ISSUED)['ingress-checkout'];
    expect(metadata.annotations).not.toHaveProperty(CERT_MANAGER);
    expect(spec.tls).toEqual([{ hosts: [HOST], secretName: 'own' }]);
    const mixed = { host: HOST, tlsSecretName: 'own', routes: [{ host: 'b.acme.io' }] };
    expect(problems(mixed, ISSUED)).toEqual([
      expect.objectContaining({ path: 'tlsSecretName', allowed: expect.stringContaining("in one Ingress with 'b.acme.io'") }),
    ]);
    expect(() => routed({ ...mixed, routes: [{ host: 'b.acme.io', ingressName: 'b' }] }, ISSUED)).not.toThrow();
  });

  test('comes from an issuer that a team names itself, and from no second one', () => {
    const given = { host: HOST, ingressAnnotations: { 'cert-manager.io/issuer': 'own' } };
    const { metadata, spec } = routed(given, ISSUED)['ingress-checkout'];
    expect(metadata.annotations).toMatchObject({ 'cert-manager.io/issuer': 'own' });
    expect(metadata.annotations).not.toHaveProperty(CERT_MANAGER);
    expect(spec.tls).toEqual([{ hosts: [HOST], secretName: 'checkout-tls' }]);
  });

  test('takes what the platform says to its controller', () => {
    const ingressAnnotations = { 'alb.ingress.kubernetes.io/ssl-redirect': '443' };
    expect(routed({ host: HOST }, { ingressAnnotations })['ingress-checkout'].metadata.annotations).toMatchObject(ingressAnnotations);
  });

  const REASON = 'the old devices speak no TLS';
  const EXCEPTION = { 'platform.acme.io/exceptions': `plain HTTP: ${REASON}` };

  test.each<[string, AppProps, Partial<EnvironmentProps>]>([
    ['application', { plainHttpReason: REASON }, ISSUED],
    ['environment', {}, { ...ISSUED, plainHttpReason: REASON, gatewayHttpListener: 'http' }],
  ])('is left out with a reason of the %s, which the output shows', (_, props, environment) => {
    const { metadata, spec } = routed({ host: HOST, ...props }, environment)['ingress-checkout'];
    expect(spec).not.toHaveProperty('tls');
    expect(metadata.annotations).toMatchObject(EXCEPTION);
    expect(metadata.annotations).not.toHaveProperty(CERT_MANAGER);
    const long = routed({ host: HOST, routes: [{ host: 'b.acme.io' }], ...props }, environment)['ingress-checkout'];
    expect([long.spec.tls, long.metadata.annotations[CERT_MANAGER]]).toEqual([undefined, undefined]);
    const objects = routed({ host: HOST, routing: Routing.HTTP_ROUTE, ...props }, environment);
    expect(objects['httproute-checkout'].spec.parentRefs[0]).not.toHaveProperty('sectionName');
    expect(objects['httproute-checkout'].metadata.annotations).toMatchObject(EXCEPTION);
    expect(objects).not.toHaveProperty('httproute-checkout-redirect');
  });

  test('is left out by an application only on the record', () => {
    const { record } = synth({ host: HOST, plainHttpReason: REASON });
    expect(JSON.stringify(record)).toContain(REASON);
    expect(problems({ host: HOST, plainHttpReason: '?' })).toMatchObject([{ path: 'plainHttpReason' }]);
    expect(problems({ host: HOST, plainHttpReason: REASON, tlsSecretName: 'own' })).toMatchObject([
      { path: 'tlsSecretName', allowed: 'nothing beside plainHttpReason: there is no TLS then' },
    ]);
  });
});
