import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PlatformProps, PlatformStackProps, PostgresDatabase, ServiceStackProps, SoftwareTemplateProps } from '@golden-path/constructs';
import Ajv from 'ajv';
import type { ValidateFunction } from 'ajv';
import { JsonPatch } from 'cdk8s';
import type { App } from 'cdktf';
import { load } from 'js-yaml';
import { platformProps } from '../platform';
import { readStacks, temporaryFolder } from '../synth';
import type { Json } from '../synth';
import type { Review } from './api-server';
import type { Library } from './changed-library';
import { requestSchema } from './schema';
import type { DefinitionSpec } from './schema';
import { find, manifestsIn } from './trees';
import type { Manifest } from './trees';

/** One kind of data, by the ways in which it is written. */
export interface Kind {
  readonly construct: 'PostgresDatabase' | 'RedisCache' | 'ObjectBucket';
  readonly kind: string;
  /** The prop that the request's name is. */
  readonly name: string;
  /** The field of a template's form that says whether a service has it. */
  readonly choice: string;
  readonly props: Json;
}

export const DATABASE: Kind = {
  construct: 'PostgresDatabase',
  kind: 'PostgreSQLInstance',
  name: 'databaseName',
  choice: 'database',
  props: { databaseName: 'orders', storageGb: 20, tier: 'dev', backupRetentionDays: 20 },
};
export const CACHE: Kind = {
  construct: 'RedisCache',
  kind: 'RedisCache',
  name: 'cacheName',
  choice: 'cache',
  props: { cacheName: 'orders-cache', tier: 'dev' },
};
export const BUCKET: Kind = {
  construct: 'ObjectBucket',
  kind: 'ObjectBucket',
  name: 'bucketName',
  choice: 'bucket',
  props: { bucketName: 'orders', keepOldVersionsDays: 100 },
};

/** One field of it, which props and requests spell each in their way, and Terraform in a third one. */
export interface Field {
  readonly prop: string;
  readonly parameter: string;
  readonly argument?: string;
}

/** A template of a platform, and the answers to its form of somebody who wants no data. */
const TEMPLATE = {
  language: 'python',
  platformPackage: '@acme/platform@^1.0.0',
  registry: 'https://npm.acme.io/',
  workflows: 'acme/platform@0123456789012345678901234567890123456789#v1.2.3',
};
const ANSWERS: Json = {
  name: 'shop',
  owner: 'group:default/payments-team',
  description: 'Sells',
  port: 8080,
  database: 'none',
  cache: 'none',
  bucket: false,
  topics: [],
};

/** Everything that a service's data has to pass, with limits of one library. */
export class FrontDoors {
  /** The platform's documents. */
  public readonly platform: readonly Manifest[];
  /** The names of the platform's parameter groups. */
  public readonly parameterGroups: readonly string[];
  /** The conditions of an instance in Terraform, with what they say where they do not hold. */
  public readonly postconditions: readonly { readonly condition: string; readonly error_message: string }[];
  /** The pages of the form in which a developer asks for data. */
  private readonly pages: readonly ValidateFunction[];

  public constructor(private readonly library: Library, private readonly platformChange: Partial<PlatformProps> = {}) {
    const { DataPlatform, PlatformStack, SoftwareTemplate } = library.constructs;
    const outdir = this.written((app, where) => {
      const stack = new PlatformStack(app, 'platform-staging', where as PlatformStackProps);
      new DataPlatform(stack, 'Data');
      new SoftwareTemplate(stack, 'Template', TEMPLATE as SoftwareTemplateProps);
    });
    this.pages = pagesIn(outdir);
    this.platform = manifestsIn(outdir);
    this.parameterGroups = Object.values<Json>(readStacks(outdir)['platform-staging'].resource.aws_db_parameter_group).map(({ name }) => name);
    this.postconditions = this.instanceOf({}).lifecycle.postcondition;
  }

  /** Whether the props take a value, which may be a name. */
  public props(kind: Kind, { prop }: { readonly prop: string }, value: unknown): boolean {
    return isTaken(() => this.inApp((app, where) => void this.addData(app, where, kind, { [prop]: value })));
  }

  /** Whether the form of a template takes a value of a field, or of the name. */
  public form({ choice, name, props }: Kind, { prop }: { readonly prop: string }, value: unknown): boolean {
    const { tier = true, ...fields } = props;
    const chosen = { [choice]: tier, [name]: fields[name], ...(choice === 'database' && { storageGb: fields.storageGb }) };
    const changed = prop === 'tier' ? choice : prop;
    return this.pages.every((page) => page({ ...ANSWERS, ...chosen, [changed]: value }));
  }

  /** What an API server is asked about a request with parameters, or with a name. */
  public review({ kind, props }: Kind, parameters: Json, name = 'orders'): Review {
    const plural = `${kind.toLowerCase()}${kind.endsWith('s') ? 'es' : 's'}`;
    const { spec } = find(this.platform, 'staging', 'CompositeResourceDefinition', `${plural}.platform.acme.io`);
    const document: Json = { apiVersion: 'platform.acme.io/v1alpha1', kind, metadata: { name, namespace: 'shop' } };
    const required = kind === 'PostgreSQLInstance' ? { storageGB: props.storageGb } : {};
    document.spec = { parameters: { ...(props.tier && { tier: props.tier }), ...required, ...parameters } };
    return { schema: requestSchema(spec as DefinitionSpec), document };
  }

  /** Whether a request that somebody changes to a value is still written. */
  public request(kind: Kind, { parameter }: Field, value: unknown): boolean {
    const change = JsonPatch.add(`/spec/parameters/${parameter}`, value);
    return isTaken(() => this.written((app, where) => void this.addData(app, where, kind).request.addJsonPatch(change)));
  }

  /** Whether the conditions that Terraform checks hold for a value. */
  public conditions(_: Kind, { argument }: Field, value: unknown): boolean {
    const conditions = this.postconditions.map(({ condition }) => condition.slice(2, -1));
    const said = conditions.filter((condition) => condition.includes(`self.${argument} `) || condition.includes(`self.${argument})`));
    if (said.length === 0) throw new Error(`no condition on ${argument}`);
    // The safeguards have one on backups too.
    return said.every((condition) => evaluate(condition, { [argument!]: value }));
  }

  /** Whether an instance in Terraform that somebody changes to a value is still written. */
  public instance(kind: Kind, { argument }: Field, value: unknown): boolean {
    return isTaken(() => this.written((app, where) => {
      this.addData(app, where, kind, { provisioner: 'terraform' }).instance.addOverride(argument, value);
    }));
  }

  /** A database in Terraform with props. */
  public instanceOf(props: Json): Json {
    const outdir = this.written((app, where) => void this.addData(app, where, DATABASE, { ...props, provisioner: 'terraform' }));
    return Object.values<Json>(readStacks(outdir)['shop-staging'].resource.aws_db_instance)[0];
  }

  /** A request for a database with props, or nothing where it is not written. */
  public isWritten(props: Json): boolean {
    return isTaken(() => this.written((app, where) => void this.addData(app, where, DATABASE, props)));
  }

  private addData(app: App, where: Json, { construct, props: always }: Kind, props: Json = {}): Json {
    const { [construct]: Data, MicroserviceInfra, ServiceStack } = this.library.constructs;
    const stack = new ServiceStack(app, 'shop-staging', where as ServiceStackProps);
    new MicroserviceInfra(stack, 'Infra', { serviceName: 'shop', teamName: 'payments' });
    return new (Data as typeof PostgresDatabase)(stack, 'Data', { ...always, ...props });
  }

  private written(build: (app: App, where: Json) => void): string {
    const app = this.inApp(build);
    app.synth();
    return app.outdir;
  }

  private inApp(build: (app: App, where: Json) => void): App {
    const app = new this.library.cdktf.App({ outdir: temporaryFolder() });
    build(app, { platform: new this.library.constructs.Platform(platformProps(this.platformChange)), environment: 'staging' });
    return app;
  }
}

function pagesIn(outdir: string): ValidateFunction[] {
  const file = join(outdir, 'repository/platform/templates/python-service/template.yaml');
  const { spec } = load(readFileSync(file, 'utf8')) as { spec: { parameters: object[] } };
  const ajv = new Ajv({ strict: false });
  return spec.parameters.map((page) => ajv.compile(page));
}

function isTaken(write: () => unknown): boolean {
  try {
    write();
    return true;
  } catch (error) {
    const { name, code } = error as { name: string; code: string };
    if (name !== 'GoldenPathError' || !['InvalidProps', 'LostNonNegotiable'].includes(code)) throw error;
    return false;
  }
}

/** What a condition of Terraform says of an instance, as far as conditions of limits have its language. */
function evaluate(condition: string, self: Json): boolean {
  const functions = {
    can: (value: unknown) => Boolean(value),
    regex: (pattern: string, text: string) => new RegExp(pattern).test(text),
    length: (text: string) => text.length,
    contains: (list: unknown[], value: unknown) => list.includes(value),
  };
  const names = Object.keys(functions);
  return new Function('self', ...names, `return ${condition};`)(self, ...Object.values(functions)) as boolean;
}
