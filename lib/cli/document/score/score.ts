import { show } from '../../../core/problems';
import type { Problem } from '../../../core/problems';
import type { DocumentNode, Entry, MapNode } from '../node';
import { valueAt } from '../node';
import { list, map, scalar, text, Unmapped } from './builder';
import { Containers } from './containers';
import { Placeholders } from './placeholders';
import { resourcesOf } from './resources';
import type { Resource } from './resources';

/** The version of Score that is read. */
const VERSION = 'score.dev/v1b1';

/** The annotations that say what Score has no key for. */
const ANNOTATIONS = { team: 'golden-path/team', platform: 'golden-path/platform' };

/** Whether a document is a Score file: documents of this command have no version. */
export function isScore(root: DocumentNode): boolean {
  return valueAt(root, 'apiVersion') !== undefined;
}

/**
 * A Score file as a document of this command, each value where the file has it. What has no counterpart is a problem with a way out.
 *
 * @see https://docs.score.dev/docs/score-specification/score-spec-reference/
 */
export function scoreDocument(root: DocumentNode): { readonly root: MapNode; readonly problems: readonly Problem[] } {
  const unmapped = new Unmapped();
  unmapped.entries(root, ['apiVersion', 'metadata', 'service', 'containers', 'resources']);
  const version = valueAt(root, 'apiVersion')!;
  if (version.kind !== 'scalar' || version.value !== VERSION) {
    unmapped.add(version.at, { got: 'another version', allowed: `'${VERSION}'`, fix: `write apiVersion: ${VERSION}` });
  }
  const metadata = valueAt(root, 'metadata');
  const name = valueAt(metadata, 'name');
  if (!name) {
    unmapped.add(metadata?.at ?? root.at, { got: 'no name', allowed: 'the name of the service', fix: 'write metadata: { name: shop }' });
  }
  const workload = unmapped.textOf(name) ?? '';
  const resources = resourcesOf(root, workload, unmapped);
  const placeholders = new Placeholders(root, resources, unmapped);
  const containers = new Containers(placeholders, unmapped);
  const [main, ...beside] = containersOf(root, unmapped);
  const read = main && containers.main(main);
  const sidecars = beside.length > 0 ? list(beside[0].at, beside.map((entry) => containers.sidecar(entry))) : undefined;
  const app = { ...read?.app, sidecars, ...portsOf(root, unmapped), ...routesOf(root, resources, placeholders, unmapped) };
  const document = map(root.at, {
    platform: annotation(metadata, ANNOTATIONS.platform),
    name,
    team: teamOf(root, unmapped),
    ...read?.service,
    data: dataOf(root, resources),
    app: map(valueAt(root, 'containers')?.at ?? root.at, app),
  });
  return { root: document, problems: unmapped.problems };
}

/** The containers in their order. The first one is the application. */
function containersOf(root: DocumentNode, unmapped: Unmapped): readonly Entry[] {
  const given = valueAt(root, 'containers');
  const isEmpty = given === undefined || (given.kind === 'map' && given.entries.length === 0);
  if (isEmpty) {
    const fix = 'write containers: { main: { image: ghcr.io/acme/shop:1.0.0 } }';
    unmapped.add(given?.at ?? root.at, { got: 'no container', allowed: 'one container or more', fix });
  }
  return unmapped.entries(given);
}

function annotation(metadata: DocumentNode | undefined, key: string): DocumentNode | undefined {
  return valueAt(valueAt(metadata, 'annotations'), key);
}

function teamOf(root: DocumentNode, unmapped: Unmapped): DocumentNode | undefined {
  const metadata = valueAt(root, 'metadata');
  const team = annotation(metadata, ANNOTATIONS.team);
  if (!team) {
    const fix = `write metadata: { annotations: { ${ANNOTATIONS.team}: payments } }`;
    unmapped.add(metadata?.at ?? root.at, { got: 'no team', allowed: 'the team that owns the service', fix });
  }
  return team;
}

function dataOf(root: DocumentNode, resources: readonly Resource[]): DocumentNode | undefined {
  const companions = resources.filter(({ node }) => node !== undefined);
  if (companions.length === 0) return undefined;
  return map(valueAt(root, 'resources')!.at, Object.fromEntries(companions.map(({ dataName, node }) => [dataName!, node])));
}

/** The first port is that of the service; others are further ones. */
function portsOf(root: DocumentNode, unmapped: Unmapped): Record<string, DocumentNode | undefined> {
  const service = valueAt(root, 'service');
  unmapped.entries(service, ['ports']);
  const [first, ...others] = unmapped.entries(valueAt(service, 'ports'));
  if (!first) return {};
  const { port, servicePort, udp } = portOf(first, unmapped);
  if (udp) unmapped.add(udp.at, { got: "'UDP'", allowed: "'TCP' for the first port", fix: 'write another port first' });
  const extra = others.map((entry) => map(entry.at, { name: text(entry.at, entry.key), ...portOf(entry, unmapped) }));
  return { port, servicePort, extraPorts: extra.length > 0 ? list(extra[0].at, extra) : undefined };
}

function portOf({ value }: Entry, unmapped: Unmapped): Record<'port' | 'servicePort' | 'udp', DocumentNode | undefined> {
  unmapped.entries(value, ['port', 'targetPort', 'protocol']);
  const [port, target, protocol] = ['port', 'targetPort', 'protocol'].map((key) => valueAt(value, key));
  const isUdp = protocol?.kind === 'scalar' && protocol.value === 'UDP';
  return { port: target ?? port, servicePort: target && port, udp: isUdp ? scalar(protocol.at, true) : undefined };
}

/** A route of Score is a host and a path of the ingress. */
function routesOf(
  root: DocumentNode,
  resources: readonly Resource[],
  placeholders: Placeholders,
  unmapped: Unmapped,
): { readonly routes?: DocumentNode } {
  const routes = resources.filter(({ type }) => type === 'route').map(({ at, params }) => {
    unmapped.entries(params, ['host', 'path', 'port']);
    const [host, path, port] = ['host', 'path', 'port'].map((key) => valueAt(params, key));
    const named = host?.kind === 'scalar' && typeof host.value === 'string' ? placeholders.host(host.at, host.value) : host;
    return map(at, { host: named, paths: path && list(path.at, [path]), port: behind(root, port, unmapped) });
  });
  return { routes: routes.length > 0 ? list(routes[0].at, routes) : undefined };
}

/** The application's port behind one of the service, which a route names by its number or by its name. */
function behind(root: DocumentNode, port: DocumentNode | undefined, unmapped: Unmapped): DocumentNode | undefined {
  const ports = valueAt(valueAt(root, 'service'), 'ports');
  const known = ports?.kind === 'map' ? ports.entries.filter(({ value }) => numberOf(value) !== '') : [];
  // Without a port of the service there is another problem than the one of the route.
  if (port?.kind !== 'scalar' || known.length === 0) return port;
  const found = known.find(({ key, value }) => [key, numberOf(value)].includes(String(port.value)))?.value;
  const target = valueAt(found, 'targetPort') ?? valueAt(found, 'port');
  if (target) return { ...target, at: port.at };
  const numbers = known.map(({ value }) => numberOf(value));
  const allowed = `a port of the service: ${numbers.join(', ')}`;
  unmapped.add(port.at, { got: show(port.value), allowed, fix: `write port: ${numbers[0]}` });
  return undefined;
}

/** The number of a port, if it has one. */
function numberOf(node: DocumentNode): string {
  const number = valueAt(node, 'port');
  return number?.kind === 'scalar' ? String(number.value) : '';
}
