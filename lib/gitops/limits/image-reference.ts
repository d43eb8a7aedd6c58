import type { Limit } from '../../core/limits';

/**
 * The grammar of an image's reference: the registry's host with its port, the path, the tag and the digest.
 *
 * @see https://github.com/distribution/reference/blob/main/regexp.go
 */
const HOST_PART = '[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?';
const REGISTRY = `(${HOST_PART}(\\.${HOST_PART})*|\\[[0-9A-Fa-f:]+\\])(:[0-9]+)?`;
const PATH_PART = '[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*';
const NAME = `(${REGISTRY}/)?${PATH_PART}(/${PATH_PART})*`;
const TAG = '[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}';
const DIGEST = '(sha256:[0-9a-f]{64}|sha384:[0-9a-f]{96}|sha512:[0-9a-f]{128})';

export const IMAGE: Limit = {
  type: 'string',
  pattern: `^${NAME}$`,
  example: 'ghcr.io/acme/payment-service',
  maxLength: 255,
  description: 'an image without its tag such as ghcr.io/acme/payment-service',
  fault: versionIn,
};

export const IMAGE_TAG: Limit = {
  type: 'string',
  pattern: `^${TAG}$`,
  example: '2.14.0',
  description: 'a tag of letters, digits, dots, hyphens and underscores such as 2.14.0, at most 128 characters',
};

export const IMAGE_DIGEST: Limit = {
  type: 'string',
  pattern: '^sha256:[0-9a-f]{64}$',
  example: `sha256:${'0123456789abcdef'.repeat(4)}`,
  description: 'sha256: and 64 hexadecimal digits',
};

/** An image with its version, as a container has it. */
export const IMAGE_REFERENCE: Limit = {
  type: 'string',
  pattern: `^${NAME}(:${TAG}(@${DIGEST})?|@${DIGEST})$`,
  example: 'envoyproxy/envoy:v1.34.1',
  maxLength: 512,
  description: 'an image with its tag or digest such as envoyproxy/envoy:v1.34.1',
  fault: missingVersion,
};

const VERSIONED = new RegExp(`^(${NAME})(?::(${TAG}))?(?:@(${DIGEST}))?$`);

interface Parts {
  readonly name: string;
  readonly tag?: string;
  readonly digest?: string;
}

/** The parts of a reference; in `app:5000` what follows the colon is a tag, as there is no path after it. */
function partsOf(reference: string): Parts | undefined {
  if (!VERSIONED.test(reference)) return undefined;
  const [named, digest] = reference.split('@');
  const colon = named.lastIndexOf(':');
  const isTag = colon > named.lastIndexOf('/');
  return { name: isTag ? named.slice(0, colon) : named, ...(isTag && { tag: named.slice(colon + 1) }), ...(digest && { digest }) };
}

function versionIn(image: string): string | undefined {
  const { name, tag, digest } = partsOf(image) ?? { name: image };
  if (tag === undefined && digest === undefined) return undefined;
  const parts = Object.entries({ image: name, imageTag: tag, imageDigest: digest }).filter(([, value]) => value !== undefined);
  return `write ${parts.map(([prop, value]) => `${prop}: '${value}'`).join(', ')}`;
}

function missingVersion(reference: string): string | undefined {
  const parts = partsOf(reference);
  if (!parts || parts.tag !== undefined || parts.digest !== undefined) return undefined;
  return `name its version, as in '${reference}:1.0.0'`;
}
