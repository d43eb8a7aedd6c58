import type { Json } from '../../core/json';
import { many } from '../../core/json';
import { ofObject } from '../../guardrails/expectations';
import type { ObjectExpectation } from '../../guardrails/expectations';
import { OBJECT_GUARDRAILS } from '../../guardrails/rows/own-requests';

/** An ExternalSecret copies only the keys that the library wrote, from the store of the platform, even after patches. */
export function sameSecret({ secretStoreRef: store, data, dataFrom }: Json): ObjectExpectation {
  const keys = [...new Set(many(data).map(({ remoteRef }) => (remoteRef as Json).key))];
  return ofObject(OBJECT_GUARDRAILS.secret, { store, keys, found: many(dataFrom) });
}
