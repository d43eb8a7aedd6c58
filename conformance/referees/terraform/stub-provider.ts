import { Server, ServerCredentials, type handleUnaryCall, type UntypedServiceImplementation } from '@grpc/grpc-js';
import { withAppliedNames } from './applied-names';
import { appliedValue, emptyValue, withComputed, withoutUnknown } from './computed-values';
import type { ExistingObjects } from './existing-objects';
import { inFormOf, replacedFor } from './existing-objects';
import type { LiveObjects, Values } from './live-objects';
import { readOnlyPaths } from './read-only';
import type { Block, ProviderSchema } from './schema';
import { fromState, fromWire, providerService, schemaMessage, toWire, UNKNOWN, type WireValue } from './wire';

/** Hundreds of types make a schema larger than gRPC's limit of 4 MB. */
const UNLIMITED = { 'grpc.max_send_message_length': -1, 'grpc.max_receive_message_length': -1 };

/**
 * A provider that knows a schema and no cloud: it lets Terraform check, plan and apply resources without a network,
 * credentials or a download. It accepts all that fits the schema, and says of a new resource's computed attributes that apply
 * will tell; apply then gives them names or empty values. What forces a replacement it knows only of the names of what holds data. It
 * imports what it is told is there. Objects of a running system it makes there, and reads them from there.
 *
 * @see https://developer.hashicorp.com/terraform/plugin/debugging
 */
export class StubProvider {
  public static async serve(schema: ProviderSchema, existing: ExistingObjects = {}, live?: LiveObjects): Promise<StubProvider> {
    const server = new Server(UNLIMITED);
    server.addService(providerService(), handlers(schema, existing, live));
    const port = await new Promise<number>((resolve, reject) => {
      server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) =>
        error ? reject(error) : resolve(bound),
      );
    });
    return new StubProvider(server, port);
  }

  private constructor(
    private readonly server: Server,
    public readonly port: number,
  ) {}

  /** Drops connections too: Terraform leaves its own open when it is killed. */
  public close(): void {
    this.server.forceShutdown();
  }
}

function handlers(schema: ProviderSchema, existing: ExistingObjects, live?: LiveObjects): UntypedServiceImplementation {
  const { resources, dataSources } = schema;
  const message = schemaMessage(schema);
  let account = '';
  return {
    GetProviderSchema: answer(() => message),
    ValidateProviderConfig: answer(() => ({})),
    ValidateResourceConfig: answer((request: ConfigRequest) => problems(resources, request)),
    ValidateDataResourceConfig: answer((request: ConfigRequest) => problems(dataSources, request)),
    ConfigureProvider: answer(({ config }: { config: WireValue }) => {
      const values = (fromWire(config) ?? {}) as { allowed_account_ids?: string[] | null };
      account = values.allowed_account_ids?.[0] ?? account;
      live?.configure(values);
      return {};
    }),
    StopProvider: answer(() => ({})),
    UpgradeResourceState: answer((request: { raw_state: { json: Uint8Array } }) => ({
      upgraded_state: toWire(fromState(request.raw_state)),
    })),
    PlanResourceChange: answer(({ type_name, prior_state, proposed_new_state }: PlanRequest) => {
      const isNew = fromWire(prior_state) === null;
      const proposed = fromWire(proposed_new_state);
      if (isNew) return { planned_state: toWire(withComputed(resources[type_name], proposed, () => UNKNOWN)) };
      return { planned_state: toWire(proposed), requires_replace: replacedFor(type_name) };
    }),
    ImportResourceState: answer(({ type_name, id }: { type_name: string; id: string }) => {
      const values = existing[type_name]?.[id];
      // Of what is not there, an import knows the id alone; reading it then finds nothing.
      const state = inFormOf(resources[type_name], { ...values, id });
      return { imported_resources: [{ type_name, state: toWire(state) }] };
    }),
    ReadResource: answer(async ({ type_name, current_state }: { type_name: string; current_state: WireValue }) => {
      const state = fromWire(current_state) as { id: string };
      // Beside a running system, what is in none of it stays as it was applied.
      if (live && !live.knows(type_name)) return { new_state: current_state };
      if (live) return { new_state: toWire(await live.read(type_name, resources[type_name], state)) };
      return { new_state: existing[type_name]?.[state.id] ? current_state : toWire(null) };
    }),
    ApplyResourceChange: answer(async ({ type_name, prior_state, planned_state }: ApplyRequest) => {
      const planned = withoutUnknown(fromWire(planned_state));
      if (live?.knows(type_name)) {
        const applied = live.apply(type_name, resources[type_name], fromWire(prior_state) as Values | null, planned as Values | null);
        return applied.then(
          (values) => ({ new_state: toWire(withComputed(resources[type_name], values, appliedValue)) }),
          (error: Error) => ({ new_state: prior_state, diagnostics: [{ severity: 'ERROR', summary: error.message, detail: '' }] }),
        );
      }
      const named = planned === null ? null : withAppliedNames(type_name, planned as Record<string, unknown>, account);
      return { new_state: toWire(withComputed(resources[type_name], named, appliedValue)) };
    }),
    ReadDataSource: answer((request: ConfigRequest) => ({
      state: toWire(withComputed(dataSources[request.type_name], fromWire(request.config), emptyValue)),
    })),
  };
}

interface PlanRequest {
  readonly type_name: string;
  readonly prior_state: WireValue;
  readonly proposed_new_state: WireValue;
}

interface ApplyRequest {
  readonly type_name: string;
  readonly prior_state: WireValue;
  readonly planned_state: WireValue;
}

interface ConfigRequest {
  readonly type_name: string;
  readonly config: WireValue;
}

function problems(blocks: Readonly<Record<string, Block>>, { type_name, config }: ConfigRequest): object {
  return {
    diagnostics: readOnlyPaths(blocks[type_name], fromWire(config)).map((path) => ({
      severity: 'ERROR',
      summary: 'Value for unconfigurable attribute',
      detail: `The provider sets "${path}"; a configuration cannot.`,
    })),
  };
}

function answer<Request>(respond: (request: Request) => object): handleUnaryCall<Request, object> {
  return (call, callback) => {
    void new Promise<object>((resolve) => resolve(respond(call.request))).then(
      (response) => callback(null, response),
      (error: unknown) => callback(error instanceof Error ? error : new Error(String(error))),
    );
  };
}
