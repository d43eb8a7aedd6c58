import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { attempt, npm, ROOT, run } from '../support/run.mjs';
import { compareOutput, copyApps, pack, typeCheckAndSynthesise } from './consumer.mjs';
import { NotRun } from './not-run.mjs';

/** CDK Terrain continues CDKTF under another name; this is how a team moves to it without changing an import. */
const CDK_TERRAIN = {
  dependencies: { cdktf: 'npm:cdktn@0.24.0', constructs: '~10.7.0' },
  overrides: { cdktf: '$cdktf' },
};

export const cdkTerrain = {
  name: 'CDK Terrain instead of CDKTF',
  needs: 'a package registry',
  async run(say) {
    const folder = mkdtempSync(join(tmpdir(), 'golden-path-terrain-'));
    try {
      await findTerrain();
      say('npm install');
      await installTerrain(folder, await pack(folder));
      copyApps(folder);
      await typeCheckAndSynthesise(folder, say);
      const { name, version } = JSON.parse(readFileSync(join(folder, 'node_modules/cdktf/package.json'), 'utf8'));
      const compared = compareOutput(folder, withoutMetadata);
      return { ...compared, note: `${name} ${version}, ${compared.note}` };
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};

/** What npm says about the whole install, where it cannot download, does not tell. */
async function findTerrain() {
  const wanted = CDK_TERRAIN.dependencies.cdktf.replace(/^npm:/, '');
  const { code, output } = await attempt(npm('view', wanted, 'version', '--prefer-offline', '--fetch-retries=1'));
  if (code !== 0) throw new NotRun(output.match(/npm error .*/)?.[0] ?? `npm view ${wanted} ended with ${code}`);
}

async function installTerrain(folder, tarball) {
  const { devDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const unchanged = Object.entries(devDependencies).filter(([name]) => /^(@cdktf\/provider-.+|@types\/node|tsx)$/.test(name));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({
    private: true,
    dependencies: { ...CDK_TERRAIN.dependencies, ...Object.fromEntries(unchanged), '@golden-path/constructs': `file:${tarball}` },
    overrides: CDK_TERRAIN.overrides,
  }));
  await run(npm('install', '--no-audit', '--no-fund', '--ignore-scripts', '--prefer-offline'), { cwd: folder });
}

/** What names the version of CDKTF: comments in the Terraform JSON, and a field of the manifest. */
function withoutMetadata(text, file) {
  if (!file.endsWith('.json')) return text;
  const names = file === 'manifest.json' ? ['version'] : ['//'];
  return JSON.stringify(JSON.parse(text, (key, value) => (names.includes(key) ? undefined : value)));
}
