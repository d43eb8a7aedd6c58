// node scripts/release/publish-modules.mjs FOLDER: publishes the files of the module registry that npm run release:pack wrote. What is
// there already stays; so a release that failed half-way is run again. Plain Node: nothing that was installed takes part.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Report } from '../support/report.mjs';
import { run } from './publish/command.mjs';
import { readRelease } from './publish/files.mjs';
import { checkPublished, moduleBucketOf } from './publish/modules.mjs';

const folder = resolve(process.argv[2] ?? 'dist/release');
const work = mkdtempSync(join(tmpdir(), 'golden-path-publish-'));
const [registry, published] = ['registry', 'published'].map((name) => join(work, name));
const report = new Report('Publishing the modules');
try {
  let bucket;
  const ready =
    (await report.step('what was tested', () => {
      const { modules, version } = readRelease(folder);
      if (!modules) throw new Error('the release has no modules: MODULE_REGISTRY_BUCKET has to be set when it is packed, too');
      mkdirSync(registry);
      run(['tar', '-xf', join(folder, modules.file), '-C', registry]);
      return { note: `${version} for ${modules.host}` };
    })) &&
    (await report.step('what is published', () => {
      bucket = moduleBucketOf(process.env);
      mkdirSync(published);
      // Their records name the published versions, and have a sum of each file.
      copy(bucket, published, '--exclude', '*', '--include', '*/record.json');
      return { note: checkPublished(registry, published) };
    }));
  if (ready) {
    await report.step('modules', () => {
      // The lists of versions go last, so that no list names an archive that is not there yet.
      copy(registry, bucket, '--exclude', '*/versions');
      copy(registry, bucket, '--exclude', '*', '--include', '*/versions');
      return { note: bucket };
    });
  }
} finally {
  rmSync(work, { recursive: true });
}
report.finish();

/** Copies what differs. */
function copy(from, to, ...filters) {
  run(['aws', 's3', 'sync', from, to, '--only-show-errors', ...filters]);
}
