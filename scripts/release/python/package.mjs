import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { filesBelow } from '../../support/files.mjs';
import { run } from '../../support/run.mjs';

/** Changes the npm package that generated Python code brings along; the change gets the folder that it is unpacked to. */
export async function editPackage(folder, change) {
  const archive = filesBelow(folder).find((file) => file.endsWith('.jsii.tgz'));
  if (!archive) throw new Error(`jsii-pacmak wrote no npm package into ${folder}`);
  const file = join(folder, archive);
  const content = join(folder, '.npm');
  mkdirSync(content);
  await run(['tar', '--extract', '--gzip', '--file', file, '--directory', content]);
  change(join(content, 'package'));
  // Sorted, and without times and owners, so that the same content gives the same bytes.
  const same = ['--sort=name', '--mtime=1980-01-01T00:00:00Z', '--owner=0', '--group=0', '--numeric-owner'];
  await run(['tar', '--create', ...same, '--use-compress-program=gzip -n', '--file', file, '--directory', content, 'package']);
  rmSync(content, { recursive: true });
}
