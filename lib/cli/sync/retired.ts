import type { Checkout } from '../checkout';
import { readLines } from '../retired';

/** The files with data that may be removed, with reasons: written by hand, and reviewed in the pull request that removes them. */
export const RETIRED = 'retired.yaml';

const FORM = {
  file: 'a map from files to reasons',
  line: 'reason',
  fix: 'write entries such as manifests/staging/redis-sessions.yaml: sessions moved to another cache',
};

/** The reasons, by the files' paths in the folder. Throws Trouble if the file is invalid. */
export function readRetired(checkout: Checkout, folder: string): ReadonlyMap<string, string> {
  return readLines(checkout, `${folder}/${RETIRED}`, FORM, (reason) =>
    typeof reason === 'string' && reason.trim() !== '' ? reason : undefined,
  );
}
