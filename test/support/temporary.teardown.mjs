import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';

/** Removes what the tests left in the folder that they got. */
export default function tearDown() {
  rmSync(tmpdir(), { recursive: true, force: true });
}
