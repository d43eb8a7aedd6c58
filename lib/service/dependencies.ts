import { Construct } from 'constructs';
import { GoldenPathError } from '../core/errors';
import type { Limit } from '../core/limits';
import { DNS_LABEL, PORT } from '../core/names';
import { show } from '../core/problems';
import { readOnlyList } from '../core/read-only';
import { snapshot } from '../core/snapshot';
import { Validation } from '../core/validation';
import { WHY } from '../platform/reason';
import { StackContext } from '../stack/stack-context';
import { Access, ConnectOption } from './connection';
import type { ConnectOptions, Connection, Dependency, EnvironmentVariable, IConnectable } from './connection';
import { DependencyKind } from './dependency-kind';
import type { IMicroserviceInfra } from './imported-service';
import { Peer } from './peer';
import { PORT_OPTION_LIMITS } from './ports';

const OPTION_LIMITS: Record<keyof ConnectOptions, Limit> = {
  envPrefix: {
    type: 'string',
    pattern: '^[A-Z][A-Z0-9_]*$',
    example: 'ORDERS_',
    maxLength: 100,
    description: 'capital letters, digits and underscores, beginning with a letter, such as ORDERS_',
  },
  access: { type: 'string', enum: Object.values(Access) },
  port: PORT,
  reason: WHY,
  why: WHY,
};

/** The connections of a service, and the environment variables that its pods get from them. */
export class Dependencies {
  private readonly present = new Map<string, Dependency>();
  private readonly givenBy = new Map<string, { readonly variable: EnvironmentVariable; readonly by: string }>();

  public constructor(private readonly service: IMicroserviceInfra) {}

  public get list(): Dependency[] {
    return readOnlyList(this.present.values());
  }

  public get variables(): EnvironmentVariable[] {
    return readOnlyList([...this.givenBy.values()].map(({ variable }) => variable));
  }

  /** Checks what is connected and how, as far as the target says nothing of it. */
  public check(target: IConnectable, options: ConnectOptions): void {
    validateTarget(this.where, target, options);
    this.validateEnvironment(this.where, target);
  }

  /** Checks a connection and records it. */
  public add(target: IConnectable, options: ConnectOptions): Connection {
    const { where } = this;
    this.check(target, options);
    const connection = snapshot(target.connectionFor(this.service, options), ['kind', 'peer']);
    validateConnection(where, connection);
    validateUse(where, connection, target, options);
    this.addVariables(where, connection, target.node.path);
    const { kind, name } = connection;
    this.present.set(`${kind.name}/${name}`, { kind, name, environmentName: this.service.environmentName });
    return connection;
  }

  private get where(): string {
    return `connectTo at ${this.service.node.path}`;
  }

  private validateEnvironment(where: string, target: IConnectable): void {
    const { name } = StackContext.of(target).environment;
    const own = this.service.environmentName;
    if (name === own) return;
    throw new GoldenPathError('InvalidRule', where, [
      {
        path: target.node.path,
        got: `something of the environment ${show(name)}`,
        allowed: `what stands in the service's own environment, ${show(own)}: each has a cluster, network and account of its own`,
        fix: `connect it to the service in ${show(name)}, or make one in ${show(own)}`,
      },
    ]);
  }

  private addVariables(where: string, { variables = [] }: Connection, by: string): void {
    const validation = new Validation(where, 'InvalidRule');
    for (const variable of variables) {
      const taken = this.givenBy.get(variable.name);
      if (!taken || JSON.stringify(taken.variable) === JSON.stringify(variable)) continue;
      const fix = "give one of the two another prefix: service.connectTo(x, { envPrefix: 'OTHER_' })";
      validation.add({
        path: by,
        got: `the environment variable ${variable.name}`,
        allowed: `a name that ${taken.by} does not give`,
        fix,
      });
    }
    validation.throwIfAny();
    for (const variable of variables) this.givenBy.set(variable.name, { variable, by });
  }
}

const TEXT: Limit = { type: 'string', minLength: 1, maxLength: 4096, description: 'text, at most 4096 characters' };
const VARIABLE: Limit = {
  type: 'string',
  pattern: '^[A-Za-z_][A-Za-z0-9_.-]*$',
  example: 'ORDERS_HOST',
  maxLength: 253,
  description: 'the name of an environment variable such as ORDERS_HOST',
};
const VARIABLE_LIMITS: Record<keyof EnvironmentVariable, Limit> = {
  name: VARIABLE,
  value: TEXT,
  secretName: DNS_LABEL,
  secretKey: TEXT,
};
const LISTS = ['variables', 'egress', 'grants'] as const;

/** The connection of a custom connectable; peers, ports and grants are checked where they are used. */
function validateConnection(where: string, connection: Connection): void {
  const validation = new Validation(where, 'InvalidRule');
  const isObject = validation.fields('connection', connection, {
    limits: { name: TEXT },
    required: ['name'],
    others: ['kind', ...LISTS],
  });
  if (!isObject) validation.throwIfAny();
  if (!(connection.kind instanceof DependencyKind)) {
    const fix = "write DependencyKind.DATABASE, or DependencyKind.of('search-domain')";
    validation.add({ path: 'connection.kind', got: show(connection.kind), allowed: 'a DependencyKind', fix });
  }
  for (const list of LISTS) {
    const items: unknown = connection[list];
    if (items === undefined) continue;
    if (!Array.isArray(items)) {
      validation.add({ path: `connection.${list}`, got: show(items), allowed: 'a list', fix: 'put the value in square brackets' });
      continue;
    }
    const known = FIELDS[list];
    const needed = list === 'variables' ? ['name'] : [];
    items.forEach((item: object, index) =>
      validation.fields(`connection.${list}[${index}]`, item, { limits: known, required: needed, others: OTHERS[list] }),
    );
  }
  validation.throwIfAny();
}

const FIELDS: Record<(typeof LISTS)[number], Record<string, Limit>> = {
  variables: VARIABLE_LIMITS,
  egress: { port: PORT, ...PORT_OPTION_LIMITS },
  grants: {},
};
const OTHERS: Record<(typeof LISTS)[number], string[]> = { variables: [], egress: ['peer'], grants: ['actions', 'resources'] };

/** An option that the target does not accept would silently have no effect. */
function validateUse(
  where: string,
  { kind, name }: Connection,
  { connectOptions = [] }: IConnectable,
  options: ConnectOptions,
): void {
  const validation = new Validation(where, 'InvalidRule');
  for (const option of Object.values(ConnectOption)) {
    const value = options[option];
    if (value === undefined || connectOptions.includes(option)) continue;
    const allowed = `no ${option}: a ${kind.name} does not read it`;
    validation.add({ path: `options.${option}`, got: `${show(value)} for ${show(name)}`, allowed, fix: `remove ${option}` });
  }
  validation.throwIfAny();
}

/** What the caller may have meant. */
function fixOf(target: unknown): string {
  if (target instanceof Peer) return 'use allowTo(peer, port, reason): a peer has an address, and no variables or permissions';
  const isName = typeof target === 'string' && /^[a-z][a-z0-9-]*$/.test(target);
  return isName
    ? `pass the construct itself; for a service of another repository, MicroserviceInfra.fromServiceName(stack, 'Peer', ${show(target)})`
    : 'pass the construct itself';
}

function validateTarget(where: string, target: IConnectable, options: ConnectOptions): void {
  const validation = new Validation(where, 'InvalidRule');
  if (!Construct.isConstruct(target) || typeof target.connectionFor !== 'function') {
    validation.add({
      path: 'target',
      got: show(target),
      allowed: 'a construct that implements IConnectable, such as a database or another service',
      fix: fixOf(target),
    });
  }
  validation.fields('options', options, { limits: OPTION_LIMITS });
  validation.throwIfAny();
}
