import { join } from 'node:path';

/** Reads the same JSON and plugin protocol as Terraform, and its licence lets everybody build it. */
export const TOFU_MODULE = 'github.com/opentofu/opentofu';

/** A released version; see `go list -m -versions github.com/opentofu/opentofu`. */
export const TOFU_VERSION = 'v1.12.6';

/** Where the binary that build-tofu.ts makes is kept: beside other tools' caches, so that `npm ci` clears it. */
export function tofuBinary(): string {
  const repository = join(__dirname, '..', '..', '..');
  return join(repository, 'node_modules', '.cache', 'golden-path', `tofu-${TOFU_VERSION}`, 'tofu');
}
