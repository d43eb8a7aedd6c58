import { portText } from './ports';
import type { PortRange, NetworkProtocol } from './ports';

/** A port that the pods of a service listen on. */
export interface ServedPort {
  readonly port: number;
  readonly protocol: NetworkProtocol;
  /** Whether it is the one that is meant if a caller names none. */
  readonly main?: boolean;
}

/** The ports that a service serves, once its application says so; until then nothing is known of them. */
export class ServedPorts {
  private ports?: ServedPort[];
  private readonly waiting: ((port: number) => void)[] = [];

  /** Adds the ports of an application, or of one of its workloads. */
  public add(ports: readonly ServedPort[]): void {
    this.ports = [...(this.ports ?? []), ...ports];
    const { main } = this;
    if (main === undefined) return;
    for (const action of this.waiting.splice(0)) action(main);
  }

  /** The port that is meant if a caller names none. */
  public get main(): number | undefined {
    return this.ports?.find(({ main }) => main)?.port;
  }

  /** Runs an action as soon as the main port is known; never if no application says it. */
  public whenMain(action: (port: number) => void): void {
    this.waiting.push(action);
  }

  /** Whether ports that somebody opens are served; what is not known may be. */
  public serves({ port, endPort = port, protocol }: PortRange): boolean {
    return this.ports?.some((own) => own.protocol === protocol && own.port >= port && own.port <= endPort) ?? true;
  }

  /** The ports in words. */
  public get text(): string {
    const texts = [...(this.ports ?? [])].sort((a, b) => a.port - b.port).map((each) => portText(each));
    return texts.length === 0 ? 'no port' : [...new Set(texts)].join(', ');
  }

  /** The served port that was most likely meant. */
  public nearest({ port }: PortRange): number | undefined {
    const byDistance = [...(this.ports ?? [])].sort((a, b) => Math.abs(a.port - port) - Math.abs(b.port - port));
    return (byDistance.find(({ main }) => main) ?? byDistance[0])?.port;
  }
}
