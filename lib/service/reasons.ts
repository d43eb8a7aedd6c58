import { plainTextAroundTokens } from '../core/tokens';
import type { Identity } from './identity';
import type { ServiceMetadata } from './metadata';

/** Writes the reasons of permissions to the service account, which gets the permissions. */
export class Reasons {
  private readonly lines: Record<string, string[]> = {};

  public constructor(
    private readonly identity: Identity,
    private readonly metadata: ServiceMetadata,
    private readonly name: string,
  ) {}

  /** Adds a line, once. Exceptions are what the reason alone allows. */
  public add(kind: 'exceptions' | 'grants', what: string, reason?: string): void {
    if (reason === undefined) return;
    const key = this.metadata.key(kind);
    this.lines[key] = [...new Set([...(this.lines[key] ?? []), plainTextAroundTokens(`${what}: ${reason}`)])];
    const annotations = Object.fromEntries(Object.entries(this.lines).map(([name, lines]) => [name, lines.join('; ')]));
    this.identity.serviceAccount.putMetadata(this.metadata.of(this.name, { ...this.identity.annotations, ...annotations }));
  }
}
