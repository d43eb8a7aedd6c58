import * as fs from 'node:fs';
import * as path from 'node:path';
import { CacheTier, CatalogEntry, DatabaseTier, GitOpsApp, MicroserviceInfra, PostgresDatabase, RedisCache, ServiceStack } from '@golden-path/constructs';
import { App } from 'cdktf';
import { filesBelow, hashOf } from '../../lib/output/file-hashes';
import { RECORD } from '../../lib/output/record';
import type { RecordedStack, SynthRecord } from '../../lib/output/record';
import { lazily, writeSealed } from '../../lib/output/sealed-file';
import { anEnvironment, aPlatform } from './platform';

const ENVIRONMENTS = ['staging', 'production'];

/** What the services are copies of: one with a database, one with a cache, one without data. Their names are as long as those of copies. */
const TEMPLATES = ['service-t000', 'service-t001', 'service-t002'];

/** The areas of an output whose files are hashed, each with a folder for a service or a stack at the second or third place. */
const AREAS = ['stacks', 'gitops', 'repository'];

/** Writes what a synth of that many services would write, in two environments: one of three is rendered, all others are copies. */
export function growEstate(outdir: string, services: number): void {
  const source = `${outdir}-templates`;
  synthTemplates(source);
  const record = JSON.parse(fs.readFileSync(path.join(source, RECORD), 'utf8')) as SynthRecord;
  const manifest = JSON.parse(fs.readFileSync(path.join(source, 'manifest.json'), 'utf8')) as { version: string; stacks: object };
  const files: Record<string, string> = {};
  const stacks = new Map<string, () => RecordedStack>();
  const manifests: Record<string, unknown> = {};
  const repositories: Record<string, unknown> = {};
  const texts = TEMPLATES.map((template) => textsOf(source, template));
  for (let index = 0; index < services; index += 1) {
    const kind = index % TEMPLATES.length;
    const [template, name] = [TEMPLATES[kind], `service-${String(index).padStart(4, '0')}`];
    const renamed = <T>(value: T) => JSON.parse(JSON.stringify(value).replaceAll(template, name)) as T;
    for (const [file, text] of texts[kind]) files[file.replaceAll(template, name)] = write(outdir, file, text, template, name);
    for (const environment of ENVIRONMENTS) {
      const stack = `${template}-${environment}`;
      stacks.set(`${name}-${environment}`, () => renamed(record.stacks[stack]));
      manifests[`${name}-${environment}`] = renamed((manifest.stacks as Record<string, unknown>)[stack]);
    }
    repositories[name] = record.repositories![template];
  }
  fs.writeFileSync(path.join(outdir, 'manifest.json'), JSON.stringify({ ...manifest, stacks: manifests }, undefined, 2));
  const { recordVersion, version } = record;
  writeSealed(path.join(outdir, RECORD), {
    recordVersion,
    version,
    stacks: lazily(stacks.keys(), (name) => stacks.get(name)!()),
    repositories,
    files,
  });
  fs.rmSync(source, { recursive: true });
}

function synthTemplates(outdir: string): void {
  const app = new App({ outdir });
  const platform = aPlatform({
    environments: ENVIRONMENTS.map((name) => anEnvironment({ name, production: name === 'production', clusterEndpoint: `https://${name}.example` })),
  });
  TEMPLATES.forEach((serviceName, kind) => {
    for (const environment of ENVIRONMENTS) {
      const stack = new ServiceStack(app, `${serviceName}-${environment}`, { platform, environment });
      const service = new MicroserviceInfra(stack, 'Infra', { serviceName, teamName: 'payments' });
      new GitOpsApp(stack, 'App', { service, image: `ghcr.io/acme/${serviceName}`, imageTag: '1.0.0', port: 8080 });
      new CatalogEntry(stack, 'Catalog', { service, description: 'Takes and refunds payments by card' });
      if (kind === 0) {
        service.connectTo(new PostgresDatabase(stack, 'Database', { databaseName: `${serviceName}-db`, storageGb: 20, tier: DatabaseTier.STANDARD }));
      }
      if (kind === 1) service.connectTo(new RedisCache(stack, 'Cache', { cacheName: `${serviceName}-cache`, tier: CacheTier.STANDARD }));
    }
  });
  app.synth();
}

function textsOf(outdir: string, template: string): readonly (readonly [string, string])[] {
  const files = AREAS.flatMap((area) => filesBelow(outdir, area)).filter((file) => file.includes(`/${template}`));
  return files.map((file) => [file, fs.readFileSync(path.join(outdir, file), 'utf8')] as const);
}

/** Writes a copy, and gives its hash. */
function write(outdir: string, file: string, text: string, template: string, name: string): string {
  const own = file.replaceAll(template, name);
  const content = Buffer.from(text.replaceAll(template, name));
  const target = path.join(outdir, own);
  fs.mkdirSync(path.dirname(target), { recursive: true });
  fs.writeFileSync(target, content);
  return hashOf(own, content);
}
