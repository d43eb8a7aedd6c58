import type { MicroserviceInfra, MicroserviceInfraProps, Platform } from '@golden-path/constructs';
import { App, TerraformStack } from 'cdktf';
import { load } from 'js-yaml';
import type { GoldenPathError } from '../../lib/core/errors';
import { thrownBy } from './errors';
import { filesIn } from './golden';
import { aService, readStacks, temporaryFolder } from './synth';
import type { Json } from './synth';

/** What one synth wrote. */
export interface Written {
  readonly outdir: string;
  /** The JSON of each stack, by its id. */
  readonly stacks: Record<string, Json>;
  /** Each Kubernetes document, by its path in the GitOps tree. */
  readonly manifests: Record<string, Json>;
  /** The same as text. */
  readonly texts: Record<string, string>;
}

/** The files of a GitOps tree that a YAML reader reads. */
const IS_DOCUMENT = /\.(json|yaml)$/;

/** Synthesises an app, over what may already lie in a folder. */
export function synthTree(build: (app: App) => void, outdir = temporaryFolder()): Written {
  const app = new App({ outdir });
  build(app);
  app.synth();
  const texts = gitopsIn(outdir);
  const documents = Object.entries(texts).filter(([path]) => IS_DOCUMENT.test(path));
  const manifests = Object.fromEntries(documents.map(([path, text]) => [path, load(text)]));
  return { outdir, stacks: readStacks(outdir), manifests, texts };
}

/** The files of the GitOps tree of an output, by their paths in it. */
export function gitopsIn(outdir: string): Record<string, string> {
  return filesIn(`${outdir}/gitops`);
}

/** The error of a synth over the output of a good one, which it has to leave as it was, to the byte. */
export function refusedOver(good: (app: App) => void, faulty: (app: App) => void): GoldenPathError {
  const { outdir } = synthTree(good);
  const before = filesIn(outdir);
  const error = thrownBy(() => synthTree(faulty, outdir));
  expect(filesIn(outdir)).toEqual(before);
  return error;
}

/** What a test says of a service with data; it is `checkout` in staging where nothing else is said. */
export interface DataOptions {
  readonly platform?: Platform;
  readonly environment?: string;
  readonly props?: Partial<MicroserviceInfraProps>;
}

/** Adds to the stack of a service. */
export type AddData = (stack: TerraformStack, service: MicroserviceInfra) => unknown;

/** The service, with what is added to its stack. */
export function aServiceWith(app: App, add: AddData, { platform, environment, props }: DataOptions = {}): MicroserviceInfra {
  return aService(app, props, { platform, environment, build: (service) => void add(TerraformStack.of(service), service) });
}

/** What was written for one service: its stack, and its documents by their names of files. */
export interface WrittenService {
  readonly json: Json;
  readonly manifests: Record<string, Json>;
  readonly texts: Record<string, string>;
}

/** Synthesises one service with data. */
export function synthData(add: AddData, options: DataOptions = {}): WrittenService {
  const { stacks, manifests, texts } = synthTree((app) => void aServiceWith(app, add, options));
  const { environment = 'staging', props } = options;
  const name = props?.serviceName ?? 'checkout';
  const own = <T>(files: Record<string, T>) =>
    Object.fromEntries(Object.entries(files).map(([path, file]) => [path.replace(new RegExp(`^apps/${name}/(kafka|manifests)/${environment}/`), ''), file]));
  return { json: stacks[`${name}-${environment}`], manifests: own(manifests), texts: own(texts) };
}

/** A service with data that nothing is written for, since it is never synthesised. */
export function inMemory(add: AddData, options: DataOptions = {}): MicroserviceInfra {
  return aServiceWith(new App({ outdir: '/nonexistent-but-unused' }), add, options);
}

/** A block or document without some of its keys. */
export function without(block: Json, ...keys: string[]): Json {
  return Object.fromEntries(Object.entries(block).filter(([key]) => !keys.includes(key)));
}

/** The error of a service whose data somebody made unsafe, over the output of the same service as it was. */
export function refusedData<T>(
  add: (stack: TerraformStack) => T,
  plant: (data: T, stack: TerraformStack) => unknown,
  options: DataOptions = {},
): GoldenPathError {
  const good = (app: App) => void aServiceWith(app, add, { ...options, props: { replicaCount: 3 } });
  const faulty = (app: App) => void aServiceWith(app, (stack) => plant(add(stack), stack), { ...options, props: { replicaCount: 4 } });
  return refusedOver(good, faulty);
}
