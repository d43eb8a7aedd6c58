import { Server, ServerCredentials, type handleUnaryCall, type UntypedServiceImplementation } from '@grpc/grpc-js';
import { emptyValue, withComputed } from './computed-values';
import { readOnlyPaths } from './read-only';
import type { Block, ProviderSchema } from './schema';
import { fromWire, providerService, schemaMessage, toWire, UNKNOWN, type WireValue } from './wire';

/** Hundreds of types make a schema larger than gRPC's limit of 4 MB. */
const UNLIMITED = { 'grpc.max_send_message_length': -1, 'grpc.max_receive_message_length': -1 };

/**
 * A provider that knows a schema and no cloud: it lets Terraform check and plan new resources without a network,
 * credentials or a download. It accepts all that fits the schema, and says of computed attributes that apply will tell.
 *
 * @see https://developer.hashicorp.com/terraform/plugin/debugging
 */
export class StubProvider {
  public static async serve(schema: ProviderSchema): Promise<StubProvider> {
    const server = new Server(UNLIMITED);
    server.addService(providerService(), handlers(schema));
    const port = await new Promise<number>((resolve, reject) => {
      server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) => error ? reject(error) : resolve(bound));
    });
    return new StubProvider(server, port);
  }

  private constructor(private readonly server: Server, public readonly port: number) {}

  /** Drops connections too: Terraform leaves its own open when it is killed. */
  public close(): void {
    this.server.forceShutdown();
  }
}

function handlers(schema: ProviderSchema): UntypedServiceImplementation {
  const { resources, dataSources } = schema;
  const message = schemaMessage(schema);
  return {
    GetProviderSchema: answer(() => message),
    ValidateProviderConfig: answer(() => ({})),
    ValidateResourceConfig: answer((request: ConfigRequest) => problems(resources, request)),
    ValidateDataResourceConfig: answer((request: ConfigRequest) => problems(dataSources, request)),
    ConfigureProvider: answer(() => ({})),
    StopProvider: answer(() => ({})),
    PlanResourceChange: answer((request: { type_name: string; proposed_new_state: WireValue }) => ({
      planned_state: toWire(withComputed(resources[request.type_name], fromWire(request.proposed_new_state), () => UNKNOWN)),
    })),
    ReadDataSource: answer((request: ConfigRequest) => ({
      state: toWire(withComputed(dataSources[request.type_name], fromWire(request.config), emptyValue)),
    })),
  };
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
    try {
      callback(null, respond(call.request));
    } catch (error) {
      callback(error instanceof Error ? error : new Error(String(error)));
    }
  };
}
