import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesBelow } from '../../../scripts/support/files.mjs';
import { ROOT } from '../../../scripts/support/run.mjs';
import { inEnvironment } from './team.mjs';

const PAGES = ['README.md', ...readdirSync(join(ROOT, 'docs')).filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`)];

/** Every block in Python on the pages runs, with the blocks before it on its page that it continues, and writes something. */
export async function pages({ team, folder }) {
  const programs = PAGES.flatMap((page) => programsOn(page, readFileSync(join(ROOT, page), 'utf8')));
  const problems = [];
  for (const [index, { page, text }] of programs.entries()) {
    const out = join(folder, `page-${index}`);
    writeFileSync(join(team, 'page.py'), /\bapp\.synth\(\)/.test(text) ? text : `${text}\napp.synth()\n`);
    const { code, output } = await inEnvironment(team, ['python', 'page.py'], { CDKTF_OUTDIR: out });
    if (code !== 0 || filesBelow(out).length === 0) problems.push(`${page} has a block in Python that does not run:\n${text}\n${output}`);
  }
  writeFileSync(join(team, 'page.py'), 'from golden_path import Nothing\n');
  const { code } = await inEnvironment(team, ['python', 'page.py']);
  if (code === 0) problems.push('a block that imports what is not there runs: nothing is checked');
  return { checked: programs.length + 1, problems, note: `${programs.length} programs on pages` };
}

/** The programs of a page. A block that makes no app continues the one before it. */
function programsOn(page, text) {
  const programs = [];
  for (const [, block] of text.matchAll(/^```python\n(.*?)^```$/gms)) {
    if (/^app = App\(/m.test(block) || programs.length === 0) programs.push({ page, text: block });
    else programs.push({ page, text: `${programs.at(-1).text}\n${block}` });
  }
  return programs;
}
