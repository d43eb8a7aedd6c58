import { breach } from '../core/limits';
import type { Limit } from '../core/limits';
import { PORT } from '../core/names';
import { show } from '../core/problems';
import type { Validation } from '../core/validation';

/** The protocol of a port. */
export enum NetworkProtocol {
  /** TCP, which HTTP and gRPC use. */
  TCP = 'TCP',
  /** UDP. */
  UDP = 'UDP',
  /** SCTP, if the cluster's network plugin supports it. */
  SCTP = 'SCTP',
}

/** More about the ports that a rule opens. */
export interface PortOptions {
  /**
   * The protocol.
   *
   * @default NetworkProtocol.TCP
   */
  readonly protocol?: NetworkProtocol;
  /**
   * The last port of a range that begins with the port of the rule.
   *
   * @default - only the port itself
   */
  readonly endPort?: number;
}

/** The ports that a rule opens. */
export interface PortRange {
  readonly port: number;
  readonly endPort?: number;
  readonly protocol: NetworkProtocol;
}

export const PORT_OPTION_LIMITS: Record<keyof PortOptions, Limit> = {
  protocol: { type: 'string', enum: Object.values(NetworkProtocol) },
  endPort: PORT,
};

/** The ports as a rule has them: a range of one port is that port. */
export function portRange(port: number, { protocol = NetworkProtocol.TCP, endPort }: PortOptions = {}): PortRange {
  return { port, protocol, ...(endPort !== undefined && endPort !== port && { endPort }) };
}

/** Checks ports; `path` names the options. */
export function validatePorts(validation: Validation, port: unknown, path: string, options: PortOptions): void {
  const isPort = validation.required('port', port, PORT);
  validateOptions(validation, path, options);
  if (!isPort || !isSound(options?.endPort) || options.endPort! >= (port as number)) return;
  validation.add({
    path: `${path}.endPort`,
    got: show(options.endPort),
    allowed: `${String(port)}, the first port of the range, or more`,
    fix: `begin with ${options.endPort} and write { endPort: ${String(port)} }, or leave endPort out`,
  });
}

function validateOptions(validation: Validation, path: string, options: PortOptions): void {
  validation.fields(path, options, { limits: PORT_OPTION_LIMITS });
}

function isSound(endPort: unknown): boolean {
  return endPort !== undefined && breach('endPort', endPort, PORT) === undefined;
}

/**
 * The part of a policy's name that identifies ports: without hyphens, so that it is told apart from what stands before it.
 * One port of TCP is its number alone.
 */
export function portSlug({ port, endPort, protocol }: PortRange): string {
  const parts = [
    port,
    ...(endPort === undefined ? [] : [endPort]),
    ...(protocol === NetworkProtocol.TCP ? [] : [protocol.toLowerCase()]),
  ];
  return parts.join('.');
}

/** Ports in words, as in `8080`, `5060/UDP` and `8000-8010`. */
export function portText({ port, endPort, protocol }: PortRange): string {
  const range = endPort === undefined ? String(port) : `${port}-${endPort}`;
  return protocol === NetworkProtocol.TCP ? range : `${range}/${protocol}`;
}
