import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Gives the tests of one run a folder of their own for what is temporary. */
export default function setUp() {
  const folder = mkdtempSync(join(tmpdir(), 'golden-path-tests-'));
  for (const name of ['TMPDIR', 'TEMP', 'TMP']) process.env[name] = folder;
  keepGitSmall(join(folder, 'git-template'));
}

/** Hundreds of repositories live for a second: none needs Git's examples of hooks, or a process that tidies it up. */
function keepGitSmall(template) {
  mkdirSync(join(template, 'hooks'), { recursive: true });
  const settings = { 'init.templateDir': template, 'gc.auto': '0', 'maintenance.auto': 'false', 'receive.autogc': 'false' };
  for (const [index, [key, value]] of Object.entries(settings).entries()) {
    process.env[`GIT_CONFIG_KEY_${index}`] = key;
    process.env[`GIT_CONFIG_VALUE_${index}`] = value;
  }
  process.env.GIT_CONFIG_COUNT = String(Object.keys(settings).length);
}
