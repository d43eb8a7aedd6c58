import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Gives the tests of one run a folder of their own for what is temporary. */
export default function setUp() {
  const folder = mkdtempSync(join(tmpdir(), 'golden-path-tests-'));
  for (const name of ['TMPDIR', 'TEMP', 'TMP']) process.env[name] = folder;
}
