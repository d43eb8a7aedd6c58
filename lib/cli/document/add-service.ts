import { RootConstruct } from 'constructs';
import type { Construct } from 'constructs';
import { GoldenPathError } from '../../core/errors';
import type { Environment } from '../../platform/environment';
import type { Platform } from '../../platform/platform';
import { partitionOf } from '../../platform/region';
import type { IConnectable } from '../../service/connection';
import { MicroserviceInfra } from '../../service/microservice-infra';
import type { MicroserviceInfraProps } from '../../service/microservice-infra-props';
import { ServiceStack } from '../../stack/service-stack';
import { CALLS, PARTS } from './document-form';
import { liveArguments, liveFields, Refused } from './live-value';
import type { Surroundings } from './live-value';
import { problemAt } from './node';
import type { ServiceValues } from './service-document';
import { fieldOf } from './value';
import type { CallValue, CompanionValue, ListValue, LiteralValue, PropsValue, Value } from './value';

type Constructor = new (scope: Construct, id: string, props: object) => Construct;

/** The parts of a document that are no prop of the service itself. */
const OTHERS = ['$schema', 'platform', 'data', 'uses', 'objectives', ...Object.keys(PARTS), ...Object.keys(CALLS)];

/** What a service is made with. */
export interface Workshop extends Omit<Surroundings, 'data'> {
  readonly platform: Platform;
}

/** Adds the stack of a service in one environment. What the library refuses is with the finder then, and the stack is not whole. */
export function addService(app: Construct, document: ServiceValues, workshop: Workshop): void {
  new Building(document, workshop).build(app);
}

/** The props of the service itself. */
export function infraOf({ values }: ServiceValues): PropsValue {
  return { ...values, fields: values.fields.filter(({ name }) => !OTHERS.includes(name)) };
}

/** Objectives are one of the props of what observes the service. */
export function observabilityOf({ values }: ServiceValues): PropsValue | undefined {
  const given = fieldOf(values, 'observability') as PropsValue | undefined;
  const objectives = values.fields.find(({ name }) => name === 'objectives');
  if (!given && !objectives) return undefined;
  return { ...(given ?? { kind: 'props', at: objectives!.at }), fields: [...(given?.fields ?? []), ...(objectives ? [objectives] : [])] };
}

/** The calls of a service in the order of the document's parts. */
export function callsOf({ values }: ServiceValues, environment: Environment): CallValue[] {
  return Object.keys(CALLS).flatMap((key) => {
    const calls = fieldOf(values, key) as ListValue | undefined;
    return (calls?.items ?? []).map((call) => (key === 'policies' ? policyOf(call as CallValue, environment) : (call as CallValue)));
  });
}

/** A login for an image registry is named where images are pulled, and not connected; whoever says how to connect it is told so. */
export function isConnected({ connect, construct, props }: CompanionValue): boolean {
  return construct !== 'ServiceSecret' || fieldOf(props, 'registry') === undefined || connect.fields.length > 0;
}

/** Policies are the first calls; what opens the network comes last. */
export function isPolicy({ method }: CallValue): boolean {
  return method.name === CALLS.policies;
}

/** A policy without an ARN is one of the environment's account. */
function policyOf(call: CallValue, { awsAccountId, awsRegion }: Environment): CallValue {
  const fields = call.fields.map((field) => {
    const { value } = field.value as LiteralValue;
    if (field.name !== 'arn' || String(value).startsWith('arn:')) return field;
    const arn = `arn:${partitionOf(awsRegion)}:iam::${awsAccountId}:policy/${value}`;
    return { ...field, value: { ...(field.value as LiteralValue), value: arn } };
  });
  return { ...call, fields };
}

/** One stack while it is made. */
class Building {
  private readonly data = new Map<string, Construct>();

  public constructor(
    private readonly document: ServiceValues,
    private readonly workshop: Workshop,
  ) {}

  public build(app: Construct): void {
    const stack = this.attempt(this.document.values, () => this.stackIn(app));
    const service = stack && this.service(stack);
    if (!stack || !service) return;
    const environment = this.workshop.platform.environment(this.document.environment);
    const calls = callsOf(this.document, environment);
    for (const call of calls.filter(isPolicy)) this.call(service, call);
    for (const companion of this.companions()) this.companion(service, companion);
    for (const use of this.list('uses')) this.use(service, use as PropsValue);
    this.parts(service);
    for (const call of calls.filter((each) => !isPolicy(each))) this.call(service, call);
  }

  private stackIn(app: Construct): ServiceStack {
    const { environment, values } = this.document;
    const { value: name } = fieldOf(values, 'serviceName') as LiteralValue;
    const stack = new ServiceStack(app, `${name}-${environment}`, { platform: this.workshop.platform, environment });
    this.workshop.finder.made(stack.node.path, values);
    return stack;
  }

  /** The service; if it is refused, one with the same name and team in a tree of its own, so that the other parts are checked too. */
  private service(stack: ServiceStack): MicroserviceInfra | undefined {
    const props = infraOf(this.document);
    const made = this.attempt(props, () => this.infra(stack, this.live(props)));
    if (made) return made;
    const { serviceName, teamName } = this.live({ ...props, fields: props.fields.filter(({ name }) => REQUIRED.includes(name)) });
    try {
      return this.infra(this.stackIn(new RootConstruct()), { serviceName, teamName });
    } catch {
      return undefined;
    }
  }

  private infra(stack: ServiceStack, props: Record<string, unknown>): MicroserviceInfra {
    return new MicroserviceInfra(stack, 'Infra', props as unknown as MicroserviceInfraProps);
  }

  private companions(): readonly CompanionValue[] {
    const data = fieldOf(this.document.values, 'data');
    return data?.kind === 'companions' ? data.companions : [];
  }

  private companion(service: MicroserviceInfra, companion: CompanionValue): void {
    const { construct, connect, name, props } = companion;
    const made = this.make(service.node.scope!, name, construct, props);
    if (!made) return;
    this.data.set(name, made);
    if (isConnected(companion)) this.attempt(connect, () => service.connectTo(made as unknown as IConnectable, this.live(connect)));
  }

  private use(service: MicroserviceInfra, value: PropsValue): void {
    const { service: name, ...options } = this.live(value);
    const { finder } = this.workshop;
    this.attempt(value, () => {
      const target = MicroserviceInfra.fromServiceName(service.node.scope!, `Service-${String(name)}`, String(name));
      finder.made(target.node.path, value);
      service.connectTo(target, options);
    });
  }

  private parts(service: MicroserviceInfra): void {
    const { values } = this.document;
    const app = this.part(service, 'app', fieldOf(values, 'app'), { service });
    const observability = observabilityOf(this.document);
    if (observability && app) this.part(service, 'observability', observability, { service, app });
    // Without an application it cannot be made, but what it is made of can be wrong too.
    else if (observability) this.attempt(observability, () => this.live(observability));
    for (const key of ['catalog', 'delivery'] as const) this.part(service, key, fieldOf(values, key), { service });
    if (!observability || fieldOf(values, 'app')) return;
    const problem = { got: 'no app', allowed: 'an app that keeps them', fix: 'add app:' };
    this.workshop.finder.problems.push(problemAt(observability.at, problem));
  }

  private part(service: MicroserviceInfra, key: keyof typeof PARTS, value: Value | undefined, more: object): Construct | undefined {
    const { construct, id } = PARTS[key];
    return value && this.make(service.node.scope!, id, construct, value as PropsValue, more);
  }

  private make(scope: Construct, id: string, className: string, props: PropsValue, more: object = {}): Construct | undefined {
    const type = this.workshop.library[className] as Constructor;
    return this.attempt(props, () => {
      const made = new type(scope, id, { ...this.live(props), ...more });
      this.workshop.finder.made(made.node.path, props);
      return made;
    });
  }

  private call(service: MicroserviceInfra, call: CallValue): void {
    const method = call.method.name as 'allowFrom';
    this.attempt(call, () => (service[method] as (...all: unknown[]) => unknown)(...liveArguments(call, this.around)));
  }

  private list(key: string): readonly Value[] {
    return (fieldOf(this.document.values, key) as ListValue | undefined)?.items ?? [];
  }

  private live(value: PropsValue): Record<string, unknown> {
    return liveFields(value.fields, this.around);
  }

  private get around(): Surroundings {
    return { ...this.workshop, data: this.data };
  }

  /** The result of an action, or nothing if the library refuses it. */
  private attempt<T>(value: Value, action: () => T): T | undefined {
    try {
      return action();
    } catch (error) {
      if (error instanceof GoldenPathError) this.workshop.finder.report(error, value);
      else if (!(error instanceof Refused)) throw error;
      return undefined;
    }
  }
}

const REQUIRED = ['serviceName', 'teamName'];
