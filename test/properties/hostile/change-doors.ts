import { GitOpsApp, ObjectPatch } from '@golden-path/constructs';
import type { Door } from './doors';
import { SAMPLES } from './samples';
import type { World } from './world';

const hostname = ObjectPatch.merge({ spec: { template: { spec: { hostname: 'own' } } } });

const anApp = ({ stack, service }: World) => new GitOpsApp(stack, 'App', { service, image: 'ghcr.io/acme/checkout', imageTag: '1', port: 8080 });
const patched = (make: (...given: never[]) => ObjectPatch): Door['open'] => (world, given) =>
  anApp(world).patch('Deployment', make(...given), { reason: 'no prop says so' });

/** The ways that change an application beyond its props. */
export const CHANGE_DOORS: Readonly<Record<string, Door>> = {
  'ObjectPatch.json': { arguments: (world) => [[SAMPLES.PatchOperation(world)]], open: patched(ObjectPatch.json) },
  'ObjectPatch.merge': { arguments: () => [[{ spec: { template: { spec: { hostname: 'own', subdomain: 'below' } } } }]], open: patched(ObjectPatch.merge) },
  'GitOpsApp#patch': {
    arguments: (world) => SAMPLES.PatchOptions(world).map((options) => ['Deployment', hostname, options]),
    open: (world, given) => anApp(world).patch(...(given as unknown as Parameters<GitOpsApp['patch']>)),
  },
  'GitOpsApp#add': {
    arguments: () => [[{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'own' }, data: { on: 'yes' } }, 'the flags of the team']],
    open: (world, given) => anApp(world).add(...(given as unknown as Parameters<GitOpsApp['add']>)),
  },
};
