import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ROOT } from '../support/run.mjs';
import { OUTPUT } from './synth.mjs';

const EXAMPLE = join(ROOT, 'examples', 'reports');

/** Writes the site of the example organisation with the compiled command, in this process. A step of a report. */
export async function writeReports() {
  const { run } = createRequire(import.meta.url)(join(ROOT, 'build', 'cli', 'main.js'));
  const said = [];
  const say = (text) => void said.push(text);
  const out = join(ROOT, OUTPUT, 'reports');
  const args = [
    'report', '--out', out, '--config', join(EXAMPLE, 'golden-path.reports.yaml'), '--repositories', join(EXAMPLE, 'repositories'),
    '--facts', join(EXAMPLE, 'facts.ndjson'), '--until', '2026-04-01',
  ];
  const status = await run(args, { print: say, complain: say, interactive: false, confirm: async () => false });
  if (status !== 0) throw new Error(said.join(''));
  return { note: `${OUTPUT}/reports/index.html` };
}
