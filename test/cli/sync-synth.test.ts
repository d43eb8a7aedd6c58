import { mkdirSync } from 'node:fs';
import type { GitOpsAppProps } from '@golden-path/constructs';
import { DatabaseTier, PostgresDatabase, Rendering } from '@golden-path/constructs';
import { App } from 'cdktf';
import fc from 'fast-check';
import { load } from 'js-yaml';
import type { ImageVersion } from '../../lib/cli/gitops/image';
import { withImage } from '../../lib/cli/gitops/image';
import { anApp } from '../gitops/support';
import { applicationsIn } from '../support/applications';
import type { Json } from '../support/synth';
import { DIGEST, NOTHING, OTHER_DIGEST, Workspace } from './fixture';

const ENVIRONMENTS = ['staging', 'production'];
const REPORT = { name: 'report', schedule: '0 3 * * *' };
const CLEAN_UP = { name: 'clean-up', schedule: '0 4 * * *' };
const SIDECAR = { name: 'proxy', image: 'envoyproxy/envoy:v1.30.0' };

/** What the code says of the service, besides that it has a database. */
type Code = Partial<Omit<GitOpsAppProps, 'service'>>;

/** Synthesises the service in both environments, over what was synthesised before. */
function synth({ outdir }: Workspace, code: Code): void {
  mkdirSync(outdir, { recursive: true });
  const app = new App({ outdir });
  for (const environment of ENVIRONMENTS) {
    anApp(app, {
      environment,
      props: { jobs: [REPORT], sidecars: [SIDECAR], ...code },
      add: (service) => {
        const database = { databaseName: 'orders', storageGb: 20, tier: DatabaseTier.DEV };
        service.connectTo(new PostgresDatabase(service.node.scope!, 'Database', database));
      },
    });
  }
  app.synth();
}

/** Carries everything over at once: what waits for a promotion otherwise has tests of its own. */
const AT_ONCE = ['--yes', ...ENVIRONMENTS.flatMap((environment) => ['--environment', environment])];

/** A checkout into which the service was synced. */
async function deployed(code: Code): Promise<Workspace> {
  const workspace = new Workspace();
  synth(workspace, code);
  expect(await workspace.sync(...AT_ONCE)).toMatchObject({ status: 0, complaint: '' });
  return workspace;
}

/** Synthesises other code and carries it over. Whatever it was, another sync has nothing to do. */
async function redeploy(workspace: Workspace, code: Code): Promise<string> {
  synth(workspace, code);
  const { status, printed, complaint } = await workspace.sync(...AT_ONCE);
  expect({ status, complaint }).toEqual({ status: 0, complaint: '' });
  expect(await workspace.sync(...AT_ONCE)).toEqual(NOTHING);
  return printed;
}

/** The Deployment and the CronJobs that Argo CD would apply for an environment, however they are written. */
function workloadsIn(workspace: Workspace, environment: string): Json[] {
  const files = workspace.files();
  const charts = applicationsIn(files, {}).filter((application) => application.environment === environment);
  const plain = Object.keys(files).filter((file) => file.startsWith(`apps/checkout/manifests/${environment}/`)).map((file): Json => load(files[file]));
  const objects: Json[] = [...charts.flatMap((chart) => Object.values(chart.objects)), ...plain];
  return objects.filter(({ kind }) => ['Deployment', 'CronJob'].includes(kind));
}

/** The image of every container, by the workload's name and its own. */
function imagesIn(workspace: Workspace, environment: string): Record<string, string> {
  return Object.fromEntries(workloadsIn(workspace, environment).flatMap(({ kind, metadata, spec }) => {
    const pod = kind === 'CronJob' ? spec.jobTemplate.spec.template : spec.template;
    return pod.spec.containers.map(({ name, image }: Json) => [`${metadata.name}/${name}`, image] as const);
  }));
}

/** The same where the service runs one image everywhere. */
function running(version: string, ...jobs: string[]): Record<string, string> {
  const names = ['checkout/checkout', ...['report', ...jobs].map((job) => `checkout-${job}/${job}`)];
  return { ...Object.fromEntries(names.map((name) => [name, `ghcr.io/acme/checkout${version}`])), 'checkout/proxy': SIDECAR.image };
}

/** What delivery writes into the file of staging once an image was built. */
function deliver(workspace: Workspace, rendering: Rendering, tag: string, digest?: string): void {
  if (rendering === Rendering.CHART) {
    workspace.edit('apps/checkout/values-staging.yaml', (text) => text.replace(/tag: .*/, `tag: ${tag}${digest ? `\n  digest: ${digest}` : ''}`));
  } else {
    const reference = `ghcr.io/acme/checkout:${tag}${digest ? `@${digest}` : ''}`;
    workspace.edit('apps/checkout/manifests/staging/deployment-checkout.yaml', (text) => text.replace(/ghcr\.io\/acme\/checkout:.*/, reference));
  }
}

/** The names of the service's own files, without those of its data. */
function filesOf(workspace: Workspace): string[] {
  const folder = 'apps/checkout/';
  const files = Object.keys(workspace.files()).filter((file) => file !== '.github/CODEOWNERS');
  const names = files.map((file) => (file.startsWith(folder) ? file.slice(folder.length) : file));
  return names.filter((name) => !/postgresqlinstance|externalsecret|golden-path\.lock|^envs/.test(name)).sort();
}

const OF_CHART = ['production', 'staging'].flatMap((environment) => [
  ...['Chart.yaml', 'templates/app.yaml', 'values.schema.json'].map((name) => `chart/${environment}/${name}`),
  `values-${environment}.yaml`,
]).sort();
const OF_MANIFESTS = ['production', 'staging'].flatMap((environment) => (
  ['cronjob-checkout-report', 'deployment-checkout', 'poddisruptionbudget-checkout-service', 'service-checkout'].map((name) => `manifests/${environment}/${name}.yaml`)
));
const OTHER = { [Rendering.CHART]: Rendering.MANIFESTS, [Rendering.MANIFESTS]: Rendering.CHART };
const FILES = { [Rendering.CHART]: OF_CHART, [Rendering.MANIFESTS]: OF_MANIFESTS };

describe.each([Rendering.CHART, Rendering.MANIFESTS])('what was synthesised as %s', (rendering) => {
  test('is carried over, promoted, and goes on running what was promoted', async () => {
    const workspace = await deployed({ rendering, imageTag: '1.0.0' });
    expect(filesOf(workspace)).toEqual(FILES[rendering]);
    for (const environment of ENVIRONMENTS) expect(imagesIn(workspace, environment)).toEqual(running(':1.0.0'));

    deliver(workspace, rendering, '1.1.0');
    expect(await workspace.promote()).toMatchObject({ status: 0, complaint: '' });
    expect(imagesIn(workspace, 'production')).toEqual(running(':1.1.0'));

    const printed = await redeploy(workspace, { rendering, imageTag: '2.0.0', env: { LOG_LEVEL: 'debug' } });
    expect(printed).not.toContain('by hand');
    for (const environment of ENVIRONMENTS) {
      expect(imagesIn(workspace, environment)).toEqual(running(':1.1.0'));
      const [deployment] = workloadsIn(workspace, environment).filter(({ kind }) => kind === 'Deployment');
      expect(deployment.spec.template.spec.containers[0].env).toContainEqual({ name: 'LOG_LEVEL', value: 'debug' });
    }
  });

  test('runs one image in a job that comes later, too, and no longer has a job that goes', async () => {
    const workspace = await deployed({ rendering, imageTag: '1.0.0' });
    deliver(workspace, rendering, '1.1.0', DIGEST);
    await redeploy(workspace, { rendering, imageTag: '2.0.0', jobs: [REPORT, CLEAN_UP] });
    const version = rendering === Rendering.CHART ? `@${DIGEST}` : `:1.1.0@${DIGEST}`;
    expect(imagesIn(workspace, 'staging')).toEqual(running(version, 'clean-up'));
    expect(imagesIn(workspace, 'production')).toEqual(running(':1.0.0', 'clean-up'));
    await redeploy(workspace, { rendering, imageTag: '2.0.0' });
    expect(imagesIn(workspace, 'staging')).toEqual(running(version));
  });

  test('becomes the other rendering and comes back, without a file of the first, with the images and the data that it has', async () => {
    const workspace = await deployed({ rendering, imageTag: '1.0.0' });
    deliver(workspace, rendering, '1.1.0');
    const data = Object.keys(workspace.files()).filter((file) => file.includes('postgresqlinstance'));
    expect(data).toHaveLength(2);
    for (const next of [OTHER[rendering], rendering]) {
      await redeploy(workspace, { rendering: next, imageTag: '2.0.0' });
      expect(filesOf(workspace)).toEqual(FILES[next]);
      expect(imagesIn(workspace, 'staging')).toEqual(running(':1.1.0'));
      expect(imagesIn(workspace, 'production')).toEqual(running(':1.0.0'));
      expect(Object.keys(workspace.files())).toEqual(expect.arrayContaining(data));
      expect(load(workspace.read('apps/checkout/envs/staging.yaml'))).toMatchObject({ chart: next === Rendering.CHART, manifests: true });
    }
    expect(await workspace.promote()).toMatchObject({ status: 0, complaint: '' });
    expect(imagesIn(workspace, 'production')).toEqual(running(':1.1.0'));
  });

  test('becomes the other rendering with a digest beside the tag', async () => {
    const workspace = await deployed({ rendering, imageTag: '1.0.0' });
    deliver(workspace, rendering, '1.1.0', DIGEST);
    await redeploy(workspace, { rendering: OTHER[rendering], imageTag: '2.0.0' });
    const all = Object.values(imagesIn(workspace, 'staging')).filter((image) => image !== SIDECAR.image);
    expect(new Set(all)).toEqual(new Set([rendering === Rendering.CHART ? `ghcr.io/acme/checkout:1.1.0@${DIGEST}` : `ghcr.io/acme/checkout@${DIGEST}`]));
  });

  test('does not become the other rendering over an image that cannot be read: nothing is lost by accident', async () => {
    const workspace = await deployed({ rendering, imageTag: '1.0.0' });
    deliver(workspace, rendering, 'a b');
    const before = workspace.files();
    synth(workspace, { rendering: OTHER[rendering], imageTag: '2.0.0' });
    const { status, complaint } = await workspace.sync(...AT_ONCE);
    expect(status).toBe(1);
    expect(complaint).toMatch(/1\. apps\/checkout\/(values-staging|manifests\/staging\/deployment-checkout)\.yaml: got .*'(ghcr\.io\/acme\/checkout:)?a b'/);
    expect(workspace.files()).toEqual(before);
  });
});

test('whatever is built and however it is written: what was promoted runs everywhere, and nothing else changes it', async () => {
  const tag = fc.constantFrom('1.0.0', '1.10', '0o17', '017', 'yes', 'null', '1e3', '12e3456', '2024-01-01', '_', 'v1', '0', '1_000', 'main-a.b-c');
  const digest = fc.constantFrom(DIGEST, OTHER_DIGEST);
  const version = fc.oneof(fc.record({ tag }), fc.record({ digest }), fc.record({ tag, digest }));
  const rendering = fc.constantFrom(Rendering.CHART, Rendering.MANIFESTS);
  const later = fc.array(fc.tuple(rendering, version), { minLength: 1, maxLength: 3 });
  await fc.assert(
    fc.asyncProperty(rendering, version, version, later, async (first, code, built, next) => {
      const workspace = await deployed({ rendering: first, ...propsOf(code) });
      for (const [file, text] of Object.entries(workspace.files())) {
        workspace.edit(file, () => withImage(file.slice('apps/checkout/'.length), text, 'checkout', 'staging', built));
      }
      expect(await workspace.promote()).toMatchObject({ status: 0, complaint: '' });
      for (const [another, otherwise] of next) {
        await redeploy(workspace, { rendering: another, ...propsOf(otherwise) });
        for (const environment of ENVIRONMENTS) expect(imagesIn(workspace, environment)).toEqual(running(shown(another, built)));
      }
    }),
    // Each of them is up to four syntheses.
    { numRuns: 8 },
  );
});

function propsOf({ tag, digest }: ImageVersion): Code {
  return { imageTag: tag, imageDigest: digest };
}

/** The end of a reference: a chart names an image by its digest alone where it has one. */
function shown(rendering: Rendering, { tag, digest }: ImageVersion): string {
  if (rendering === Rendering.CHART && digest) return `@${digest}`;
  return `${tag ? `:${tag}` : ''}${digest ? `@${digest}` : ''}`;
}
