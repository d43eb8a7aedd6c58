import type { Json } from '../../core/json';
import { many } from '../../core/json';
import { ofObject } from '../../guardrails/expectations';
import type { ObjectExpectation } from '../../guardrails/expectations';
import { OBJECT_GUARDRAILS } from '../../guardrails/rows/own-requests';

/** An ExternalSecret copies what the library wrote, out of the store of the platform, whatever a patch adds. */
export function sameSecret({ secretStoreRef: store, data, dataFrom }: Json): ObjectExpectation {
  const keys = [...new Set(many(data).map(({ remoteRef }) => (remoteRef as Json).key))];
  return ofObject(OBJECT_GUARDRAILS.secret, { store, keys, found: many(dataFrom) });
}
