import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');

test.each([[[]], [['publish']], [['toString']]])('the script of the base chart says what it can do where it is asked for %j', (args) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/chart.mjs', ...args], { cwd: ROOT, encoding: 'utf8' });
  expect({ status, stdout, stderr }).toEqual({ status: 2, stdout: '', stderr: 'usage: node scripts/chart.mjs lint|pack\n' });
});
