import {
  CacheTier, CrossplaneApi, DataPlatform, MicroserviceInfra, ObjectBucket, PlatformStack, RedisCache, SecretBackend, ServiceStack,
} from '@golden-path/constructs';
import type { EnvironmentProps } from '@golden-path/constructs';
import { App } from 'cdktf';
import { load } from 'js-yaml';
import { paymentData } from '../../../apps/payment-service/data';
import type { KubernetesObject } from '../documents';
import { EXAMPLES, synthExamples } from '../examples';
import { filesIn } from '../golden';
import { anEnvironment, aPlatform } from '../platform';
import { temporaryFolder } from '../synth';

/** A Kubernetes document as the library wrote it. */
export interface Manifest {
  /** Relative to the GitOps tree. */
  readonly path: string;
  readonly text: string;
  readonly document: KubernetesObject;
}

/** Where Kubernetes documents are; the rest are charts, and what Argo CD reads of a service. */
const DOCUMENT = /^(platform\/[^/]+\/(?!argocd\/service-project\/)|apps\/[^/]+\/(kafka|manifests)\/)/;

/** The documents of an output, in the order of their paths. */
export function manifestsIn(outdir: string): Manifest[] {
  const files = Object.entries(filesIn(`${outdir}/gitops`)).filter(([path]) => DOCUMENT.test(path));
  return files.map(([path, text]) => ({ path, text, document: load(text) as KubernetesObject }));
}

/** The other files of the examples, by their paths. */
export function chartsOfExamples(): Record<string, string> {
  const files = Object.entries(filesIn(`${exampleFolder()}/gitops`));
  return Object.fromEntries(files.filter(([path]) => !DOCUMENT.test(path)));
}

/** Every kind of data in two environments, the second one with Vault and EKS Pod Identity. */
export function everyKind(crossplaneApi: CrossplaneApi): Manifest[] {
  const outdir = temporaryFolder();
  const app = new App({ outdir });
  const otherwise: Partial<EnvironmentProps> = { oidcProviderArn: undefined, secretBackend: SecretBackend.VAULT };
  const environments = [anEnvironment({ crossplaneApi }), anEnvironment({ name: 'production', crossplaneApi, ...otherwise })];
  const platform = aPlatform({ environments });
  for (const { name: environment, production } of platform.environments) {
    const where = { platform, environment };
    const vault = production ? { vaultAddress: 'https://vault.example:8200' } : {};
    new DataPlatform(new PlatformStack(app, `platform-${environment}`, where), 'Data', vault);
    const stack = new ServiceStack(app, `shop-${environment}`, where);
    const service = new MicroserviceInfra(stack, 'Infra', { serviceName: 'shop', teamName: 'payments' });
    paymentData(service, production);
    const { multiAz, singleAzReason } = production ? { multiAz: false, singleAzReason: 'it can be rebuilt' } : {};
    service.connectTo(new RedisCache(stack, 'Sessions', { cacheName: 'sessions', tier: CacheTier.DEV, multiAz, singleAzReason }));
    service.connectTo(new ObjectBucket(stack, 'Receipts', { bucketName: 'receipts', expireAfterDays: 30, keepOldVersionsDays: 7 }));
  }
  app.synth();
  return manifestsIn(outdir);
}

/** Something that is made when it is first asked for. */
function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

const exampleFolder = once(() => synthExamples(...Object.keys(EXAMPLES)));
const examples = once(() => manifestsIn(exampleFolder()));
const crossplane2 = once(() => everyKind(CrossplaneApi.V2));
const crossplane1 = once(() => everyKind(CrossplaneApi.V1));

/** What the library writes: for the examples, and for all that it can write in either form of Crossplane. */
export const TREES: Readonly<Record<string, readonly Manifest[]>> = {
  get 'the examples'() { return examples(); },
  get 'every kind for Crossplane 2.x'() { return crossplane2(); },
  get 'every kind for Crossplane 1.x'() { return crossplane1(); },
};

/** The document of a kind, and of a name where there are several, in the folder of an environment. */
export function find(tree: readonly Manifest[], environment: string, kind: string, name?: string): KubernetesObject {
  const found = tree.filter(({ path, document }) => (
    path.includes(`/${environment}/`) && document.kind === kind && (name === undefined || document.metadata?.name === name)
  ));
  if (found.length !== 1) throw new Error(`expected one ${kind} in ${environment}, found ${found.length}`);
  return structuredClone(found[0].document);
}
