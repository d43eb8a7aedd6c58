import { DataPlatform, PlatformStack } from '@golden-path/constructs';
import type { DataPlatformProps, Platform } from '@golden-path/constructs';
import type { App } from 'cdktf';
import { synthTree } from './manifests';
import type { Written } from './manifests';
import { aPlatform } from './platform';
import type { Json } from './synth';

/** What a test says of the platform's side. */
export interface PlatformOptions {
  readonly platform?: Platform;
  readonly environment?: string;
  readonly props?: DataPlatformProps;
}

/** The platform's side of data in one environment, staging where nothing else is said. */
export function aDataPlatform(app: App, { platform = aPlatform(), environment = 'staging', props }: PlatformOptions = {}): DataPlatform {
  const stack = new PlatformStack(app, `platform-${environment}`, { platform, environment });
  return new DataPlatform(stack, 'Data', props);
}

export interface WrittenPlatform extends Written {
  readonly json: Json;
  /** The document of a file's name in the folder of the platform. */
  readonly documents: Record<string, Json>;
}

/** Synthesises the platform's side of one environment. */
export function synthDataPlatform(options: PlatformOptions = {}): WrittenPlatform {
  const written = synthTree((app) => void aDataPlatform(app, options));
  const { environment = 'staging' } = options;
  const folder = `platform/${environment}/crossplane/`;
  const documents = Object.fromEntries(Object.entries(written.manifests).map(([path, one]) => [path.replace(folder, ''), one]));
  return { ...written, json: written.stacks[`platform-${environment}`], documents };
}

/** The resources of a Composition that is written, by their names in it. */
export function composedBy(composition: Json): Record<string, Json> {
  const [{ input }] = composition.spec.pipeline;
  return Object.fromEntries(input.resources.map((resource: Json) => [resource.name, resource]));
}

export const COMPOSITIONS = {
  postgres: 'composition-postgresqlinstances.aws.platform.acme.io.yaml',
  redis: 'composition-rediscaches.aws.platform.acme.io.yaml',
  bucket: 'composition-objectbuckets.aws.platform.acme.io.yaml',
} as const;

/** The Composition of a platform's side as it can be changed before it is written. */
export function compositionOf(data: DataPlatform, kind: keyof typeof COMPOSITIONS) {
  const file = COMPOSITIONS[kind];
  return data.manifests.find((object) => object.kind === 'Composition' && file.includes(`-${object.name}.yaml`))!;
}
