import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { MicroserviceInfra, ServiceStack } from '@golden-path/constructs';
import type { MicroserviceInfraProps, Platform } from '@golden-path/constructs';
import { App } from 'cdktf';
import { aPlatform } from './platform';

/** A value read from JSON, whose shape the assertions state. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Json = any;

/** The synthesised JSON of each stack of an app, by the stack's id. */
export function synthApp(build: (app: App) => void): Record<string, Json> {
  const outdir = temporaryFolder();
  const app = new App({ outdir });
  build(app);
  app.synth();
  return readStacks(outdir);
}

export function readStacks(outdir: string): Record<string, Json> {
  const stacks = path.join(outdir, 'stacks');
  const files = fs.readdirSync(stacks).map((id) => [id, path.join(stacks, id, 'cdk.tf.json')]);
  return Object.fromEntries(files.map(([id, file]) => [id, JSON.parse(fs.readFileSync(file, 'utf8'))]));
}

/** What a test may say of its service. */
export interface ServiceOptions {
  readonly platform?: Platform;
  readonly environment?: string;
  readonly build?: (service: MicroserviceInfra, app: App) => void;
}

/** One service in one environment, as constructs. */
export function aService(app: App, props: Partial<MicroserviceInfraProps> = {}, options: ServiceOptions = {}): MicroserviceInfra {
  const { platform = aPlatform(), environment = 'staging', build } = options;
  const serviceName = props.serviceName ?? 'checkout';
  const stack = new ServiceStack(app, `${serviceName}-${environment}`, { platform, environment });
  const service = new MicroserviceInfra(stack, 'Infra', { serviceName, teamName: 'payments', ...props });
  build?.(service, app);
  return service;
}

/** The synthesised JSON of one service in one environment. */
export function synthService(props: Partial<MicroserviceInfraProps> = {}, options: ServiceOptions = {}): Json {
  const stacks = synthApp((app) => aService(app, props, options));
  return stacks[`${props.serviceName ?? 'checkout'}-${options.environment ?? 'staging'}`];
}

/** The resources of a type in a stack's JSON, by the name that they have in the cluster or in AWS. */
export function resources(json: Json, type: string): Record<string, Json> {
  const blocks: Json[] = Object.values(json.resource[type] ?? {});
  return Object.fromEntries(blocks.map((block) => [block.metadata?.name ?? block.name ?? block.policy_arn, block]));
}

/** The one resource of a type. */
export function only(json: Json, type: string): Json {
  const found = Object.values(resources(json, type));
  if (found.length !== 1) throw new Error(`expected one ${type}, found ${found.length}`);
  return found[0];
}

export function temporaryFolder(): string {
  return fs.mkdtempSync(path.join(os.tmpdir(), 'golden-path-'));
}
