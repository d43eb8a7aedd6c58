import type { Limit } from '../core/limits';
import { PORT } from '../core/names';
import { show } from '../core/problems';
import { snapshot } from '../core/snapshot';
import { Validation } from '../core/validation';
import { HTTP_PATH, TEXT } from './limits/kubernetes-limits';
import type { ProbeValues } from './values/app-values';

/** When and how often a probe asks. */
export interface ProbeOptions {
  /**
   * How long after the start of the container it first asks, in seconds, from 0 to 3600.
   *
   * @default - at once
   */
  readonly initialDelaySeconds?: number;
  /**
   * How long it waits between two questions, in seconds, from 1 to 3600.
   *
   * @default 10
   */
  readonly periodSeconds?: number;
  /**
   * How long it waits for an answer, in seconds, from 1 to 300.
   *
   * @default 3
   */
  readonly timeoutSeconds?: number;
  /**
   * After how many wrong answers in a row it gives up, from 1 to 1000.
   *
   * @default 3
   */
  readonly failureThreshold?: number;
}

/** When and how often a port is asked, and which. */
export interface PortProbeOptions extends ProbeOptions {
  /**
   * The port to ask.
   *
   * @default - the application's own port
   */
  readonly port?: number;
}

const OPTION_LIMITS: Record<keyof ProbeOptions, Limit> = {
  initialDelaySeconds: { type: 'integer', minimum: 0, maximum: 3600 },
  periodSeconds: { type: 'integer', minimum: 1, maximum: 3600 },
  timeoutSeconds: { type: 'integer', minimum: 1, maximum: 300 },
  failureThreshold: { type: 'integer', minimum: 1, maximum: 1000 },
};

const PORT_OPTION_LIMITS: Record<keyof PortProbeOptions, Limit> = { ...OPTION_LIMITS, port: PORT };

/**
 * How Kubernetes asks a container whether it is well.
 *
 * @see https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/
 */
export class Probe {
  /**
   * An HTTP request that has to be answered with a status from 200 to 399.
   *
   * Throws `InvalidRule` where the path, port or an option is not sound.
   *
   * @param path the path to request, such as `/healthz`
   * @param options which port it asks, when, and how often
   */
  public static http(path: string, options: PortProbeOptions = {}): Probe {
    const validation = new Validation('Probe.http', 'InvalidRule');
    validation.required('path', path, HTTP_PATH);
    return Probe.atPort(validation, options, (port) => ({ httpGet: { path, port } }));
  }

  /**
   * A TCP connection that has to come about.
   *
   * Throws `InvalidRule` where the port or an option is not sound.
   *
   * @param options which port it asks, when, and how often
   */
  public static tcp(options: PortProbeOptions = {}): Probe {
    return Probe.atPort(new Validation('Probe.tcp', 'InvalidRule'), options, (port) => ({ tcpSocket: { port } }));
  }

  /**
   * A command in the container that has to end with status 0.
   *
   * Throws `InvalidRule` where the command is empty or an option is not sound.
   *
   * @param command the program and its arguments; no shell takes part
   * @param options when and how often it asks
   */
  public static command(command: string[], options: ProbeOptions = {}): Probe {
    const validation = new Validation('Probe.command', 'InvalidRule');
    const given = snapshot(command);
    if (!Array.isArray(given) || given.length === 0) {
      const fix = "name the program, as in ['/bin/healthy']";
      validation.add({ path: 'command', got: show(given), allowed: 'a list of one or more', fix });
    } else {
      validation.list('command', given, TEXT);
    }
    return new Probe(() => ({ exec: { command: [...given] } }), checked(validation, options, OPTION_LIMITS), false);
  }

  /**
   * A question by the gRPC health protocol.
   *
   * Throws `InvalidRule` where the port or an option is not sound.
   *
   * @param options which port it asks, when, and how often
   * @see https://github.com/grpc/grpc/blob/master/doc/health-checking.md
   */
  public static grpc(options: PortProbeOptions = {}): Probe {
    return Probe.atPort(new Validation('Probe.grpc', 'InvalidRule'), options, (port) => ({ grpc: { port } }));
  }

  /** No probe, where the application has a reason to be asked nothing. */
  public static none(): Probe {
    return new Probe(undefined, {}, false);
  }

  private static atPort(validation: Validation, options: PortProbeOptions, ask: (port: number) => Partial<ProbeValues>): Probe {
    const { port, ...others } = checked(validation, options, PORT_OPTION_LIMITS);
    return new Probe((own) => ask(port ?? own), others, port === undefined);
  }

  private constructor(
    private readonly ask: ((port: number) => Partial<ProbeValues>) | undefined,
    private readonly options: ProbeOptions,
    private readonly needsPort: boolean,
  ) {}

  /**
   * Whether it asks the application's own port, which has to be there then.
   *
   * @internal
   */
  public get _needsPort(): boolean {
    return this.needsPort;
  }

  /**
   * The probe as Kubernetes has it, or nothing.
   *
   * @internal
   */
  public _valuesFor(port: number | undefined): ProbeValues | undefined {
    const { initialDelaySeconds, periodSeconds = 10, timeoutSeconds = 3, failureThreshold = 3 } = this.options;
    return (
      this.ask && {
        ...this.ask(port ?? 0),
        ...(initialDelaySeconds !== undefined && initialDelaySeconds > 0 && { initialDelaySeconds }),
        periodSeconds,
        timeoutSeconds,
        failureThreshold,
      }
    );
  }
}

function checked<T extends ProbeOptions>(validation: Validation, options: T, limits: Readonly<Record<string, Limit>>): T {
  const given = snapshot(options);
  validation.fields('options', given, { limits });
  validation.throwIfAny();
  return given;
}
