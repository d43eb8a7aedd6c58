import type { Json } from '../../core/json';

/** That a promise is made for something of the library's own, as it is recorded: without constructs. */
export interface ExpectedAt {
  /** The id of the row. */
  readonly guardrail: string;
  /** Of a resource inside its stack, or of an object in its cluster. */
  readonly address: string;
  readonly path: string;
  readonly expected: Json;
}
