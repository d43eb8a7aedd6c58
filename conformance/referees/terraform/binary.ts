import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { tofuBinary } from './tofu-cache';

/** Tried in this order on the PATH. Both read the same configuration and speak the same protocol to providers. */
const NAMES = ['terraform', 'tofu'];

/** What to do about a missing binary, in words for whoever runs the tests. */
export const HOW_TO_GET_A_BINARY =
  'install terraform or tofu, point TERRAFORM_BINARY at one, or build one with `npx tsx conformance/referees/terraform/build-tofu.ts` (needs Go)';

/** The binary that the tests run: TERRAFORM_BINARY, terraform or tofu on the PATH, or the OpenTofu that build-tofu.ts built. */
export function findTerraform(environment = process.env): string | undefined {
  const named = environment.TERRAFORM_BINARY;
  if (named) {
    if (!isExecutable(named)) throw new Error(`TERRAFORM_BINARY is '${named}', which is not an executable file`);
    return named;
  }
  const folders = (environment.PATH ?? '').split(delimiter).filter(Boolean);
  const onPath = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...onPath, tofuBinary()].find(isExecutable);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
