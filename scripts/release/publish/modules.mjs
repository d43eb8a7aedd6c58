import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where the files of the module registry are: a bucket, with or without a prefix. */
const BUCKET = /^s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](\/[\w.-]+)*$/;

/** The bucket of the module registry, by the repository's variables. */
export function moduleBucketOf({ MODULE_REGISTRY_BUCKET: bucket = '' }) {
  if (BUCKET.test(bucket)) return bucket;
  throw new Error(`MODULE_REGISTRY_BUCKET is '${bucket}', and must be such as s3://acme-terraform-registry`);
}

/**
 * Checks that a registry has every version that is published, as it is. One that lacks a version was made before it: it would take the
 * version off the lists.
 *
 * @returns how many versions are published
 */
export function checkPublished(registry, published) {
  const records = readdirSync(published, { recursive: true }).filter((file) => file.endsWith('record.json')).sort();
  const problems = records.flatMap((file) => {
    const name = file.replaceAll('\\', '/').replace(/^v1\/modules\//, '').replace(/\/record\.json$/, '');
    if (!existsSync(join(registry, file))) return [`${name} is published, and not in this release: start a new one`];
    const [ours, theirs] = [registry, published].map((folder) => readFileSync(join(folder, file), 'utf8'));
    return ours === theirs ? [] : [`${name} is published, and is another one in this release`];
  });
  if (problems.length > 0) throw new Error(`the registry and this release differ:\n${problems.map((each) => `  ${each}`).join('\n')}`);
  return `${records.length} versions`;
}
