import { join } from 'node:path';
import { filesBelow } from '../../../scripts/support/files.mjs';
import { ROOT, run } from '../../../scripts/support/run.mjs';
import { differences } from '../python/compare.mjs';
import { faulty } from './programs.mjs';

/** What has to stand in the error of a program with three mistakes. */
const SAID = ['3 problems, nothing was written', "serviceName: got 'Payment_Service'", "teamName: got 'nobody'", 'replicaCount: got -1'];

/**
 * Judges a program of another language. It has to write what the same program in TypeScript writes, byte by byte, and its mistakes
 * have to be found.
 *
 * @param language its `program`, the `faults` by their texts, and `start(program, out)`, which compiles and runs a program
 */
export async function judge({ program, faults, start }, folder, say) {
  const [twin, out, planted] = ['twin', 'out', 'planted'].map((name) => join(folder, name));
  const env = { ...process.env, CDKTF_OUTDIR: twin, TSX_TSCONFIG_PATH: 'tsconfig.build.json' };
  await run([process.execPath, '--import', 'tsx', join(ROOT, 'conformance/checks/languages/twin.ts')], { env });
  say('the program');
  const first = await start(program, out);
  if (first.code !== 0) return { passed: 0, failed: 1, output: first.output };
  const { seconds } = await start(program, out);
  const problems = differences(twin, out);

  say('programs with mistakes');
  const more = await start(changed(program, faults.replicas), planted);
  if (more.code !== 0) problems.push(`the program with one more replica does not run:\n${more.output}`);
  else if (differences(twin, planted).length === 0) problems.push('one more replica makes no difference: the comparison is blind');
  const wrong = await start(faults.props.reduce(changed, program), planted);
  if (wrong.code === 0) problems.push('three wrong props are no error');
  problems.push(...SAID.filter((text) => !wrong.output.includes(text)).map((text) => `the error does not say ${text}:\n${wrong.output}`));
  const mistyped = await start(changed(program, faults.type), planted);
  if (mistyped.code === 0 || !mistyped.output.includes(faults.refusal)) problems.push(`a text for a number compiles:\n${mistyped.output}`);

  const files = filesBelow(twin).length;
  const note = `${files} files equal; the first start took ${first.seconds.toFixed(0)} s, the next ${seconds.toFixed(1)} s`;
  return { passed: files + 3 - Math.min(problems.length, files + 3), failed: problems.length, note, output: problems.join('\n') };
}

function changed(program, [from, to]) {
  return faulty(program, from, to);
}
