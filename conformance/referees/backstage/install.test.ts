import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inWorkFolder } from '../terraform/work-folder';
import { installBackstage } from './install';

/** Has a program in npm's place install from a folder of manifests, and gives back what there is afterwards. */
async function installed(npm: string, times = 1): Promise<{ folder?: string; error?: string; calls: number; kept: string[] }> {
  return inWorkFolder(async (work) => {
    const [manifests, cache, program, calls] = ['manifests', 'cache', 'npm.js', 'calls'].map((name) => join(work, name));
    for (const folder of [manifests, cache, calls]) mkdirSync(folder);
    for (const file of ['package.json', 'package-lock.json', '.npmrc']) writeFileSync(join(manifests, file), file);
    writeFileSync(program, `require('fs').writeFileSync(${JSON.stringify(calls)} + '/' + process.pid, process.argv[2]);\n${npm}`);
    let result: { folder?: string; error?: string } = {};
    for (let time = 0; time < times; time++) {
      try {
        result = { folder: installBackstage(manifests, cache, { ...process.env, npm_execpath: program }) };
        expect(existsSync(join(result.folder!, 'package-lock.json'))).toBe(true);
      } catch (error) {
        result = { error: (error as Error).message };
      }
    }
    return Promise.resolve({ ...result, calls: readdirSync(calls).length, kept: readdirSync(cache) });
  });
}

test('Backstage is installed once', async () => {
  const { folder, calls, kept } = await installed('', 2);
  expect(calls).toBe(1);
  expect(kept).toEqual([folder!.split(/[\\/]/).pop()]);
});

test('an installation that failed does not pass for one', async () => {
  const { error, calls, kept } = await installed('console.error("npm error code ETARGET"); process.exit(1);', 2);
  expect(error).toBe('cannot install Backstage: npm says:\nnpm error code ETARGET');
  expect(calls).toBe(2);
  expect(kept.filter((name) => !name.endsWith('.unfinished'))).toEqual([]);
});
