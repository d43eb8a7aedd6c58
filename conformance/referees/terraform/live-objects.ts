import type { Block } from './schema';

export type Values = Readonly<Record<string, unknown>>;

/** What resources of some types are in a running system, for a provider that is not only a schema. */
export interface LiveObjects {
  /** Takes what the provider is configured with. */
  configure(config: Values): void;
  knows(type: string): boolean;
  /**
   * Makes of what was what is planned; `null` is what is not there.
   *
   * @returns the values that are there then
   * @throws with what the system says if it refuses
   */
  apply(type: string, block: Block, prior: Values | null, planned: Values | null): Promise<Values | null>;
  /** What is there now of what Terraform remembers; `null` if it is gone. */
  read(type: string, block: Block, state: Values): Promise<Values | null>;
}
