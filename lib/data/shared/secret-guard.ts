import { canonical } from '../../core/canonical';
import type { Json } from '../../core/json';
import { many } from '../../core/json';
import { show } from '../../core/problems';
import type { ManifestGuard } from '../../output/manifests';

/** An ExternalSecret copies what the library wrote, out of the store of the platform, whatever a patch adds. */
export function sameSecretGuard(expected: Json): ManifestGuard {
  const keys = keysOf(expected);
  const found = new Set(many(expected.dataFrom).map(canonical));
  return {
    rule: [`the store ${show((expected.secretStoreRef as Json).name)}`, ...[...keys].map(show)].join(', and of it '),
    breach: ({ spec }) => {
      const { secretStoreRef, data, dataFrom } = (spec ?? {}) as Json;
      if (canonical(secretStoreRef) !== canonical(expected.secretStoreRef)) return `secretStoreRef: ${show(secretStoreRef)}`;
      const other = [
        ...many(data).filter((entry) => entry.sourceRef !== undefined || !isAmong(keys, entry.remoteRef)),
        ...many(dataFrom).filter((entry) => !found.has(canonical(entry)) && !isExtractOf(keys, entry)),
      ];
      return other.length === 0 ? undefined : `another secret: ${show(other[0])}`;
    },
  };
}

/** A store reads what the library wrote that it reads, as whom it wrote: nobody else's secrets. */
export function sameStoreGuard(expected: Json): ManifestGuard {
  return {
    rule: `the provider ${canonical(expected.provider)}`,
    breach: ({ spec }) => {
      const { provider } = (spec ?? {}) as Json;
      return canonical(provider) === canonical(expected.provider) ? undefined : `provider: ${canonical(provider)}`;
    },
  };
}

function keysOf({ data }: Json): Set<unknown> {
  return new Set(many(data).map(({ remoteRef }) => (remoteRef as Json).key));
}

function isAmong(keys: ReadonlySet<unknown>, reference: unknown): boolean {
  return keys.has((reference as Json | undefined)?.key);
}

/** All fields of a secret that is named already. */
function isExtractOf(keys: ReadonlySet<unknown>, entry: Json): boolean {
  return isAmong(keys, entry.extract) && entry.find === undefined && entry.sourceRef === undefined;
}
