import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { namesIn } from '../../../scripts/release/python/pythonic.mjs';
import { filesBelow } from '../../../scripts/support/files.mjs';
import { ROOT, run } from '../../../scripts/support/run.mjs';
import { differences } from './compare.mjs';
import { planted } from './page-faults.mjs';
import { typeErrors } from './page-types.mjs';
import { inEnvironment } from './team.mjs';

const HERE = join(ROOT, 'conformance/checks/python');

/** How Node prints what Python prints in other words. */
const WORDS = { True: 'true', False: 'false', None: 'undefined' };

/** Every block in Python on the pages is of the right types, and gives what the block in TypeScript above it gives. */
export async function pages({ team, folder: place }) {
  const folder = join(place, 'pages');
  mkdirSync(folder);
  const { programs, reasons } = await twins(team, folder);
  const faulty = planted(programs);
  const all = [...programs, ...faulty];
  const outcomes = await runAll(team, folder, all);
  const types = await typeErrors(team, all);
  const wrong = new Map(all.map((program, index) => {
    const ofTypes = types.filter(({ of }) => of === program).map(({ what }) => what);
    return [program, [...wrongIn(folder, program, outcomes[index]), ...ofTypes]];
  }));

  const problems = programs.flatMap((program) => wrong.get(program).map((what) => `${program.place} ${what}`));
  const missed = faulty.filter((program) => !wrong.get(program).some((what) => program.found.test(what)))
    .map(({ fault }) => `a block in Python with ${fault} is not found: the check is blind`);
  const counted = `${programs.length} programs on pages; in TypeScript alone: ${countsOf(reasons)}`;
  return { checked: programs.length * 2 + faulty.length, problems: [...problems, ...missed], note: counted };
}

/** The programs of all pages, with what the blocks in TypeScript give. */
async function twins(team, folder) {
  const env = { ...process.env, TSX_TSCONFIG_PATH: 'tsconfig.build.json' };
  const where = 'from importlib.util import find_spec; print(find_spec("golden_path").origin)';
  const { output } = await inEnvironment(team, ['python', '-c', where]);
  writeFileSync(join(folder, 'names.json'), JSON.stringify(namesIn(readFileSync(output.trim(), 'utf8'))));
  await run([process.execPath, '--import', 'tsx', join(HERE, 'twin-pages.ts'), folder], { env });
  return JSON.parse(readFileSync(join(folder, 'pages.json'), 'utf8'));
}

/** What each program printed and raised. */
async function runAll(team, folder, programs) {
  writeFileSync(join(folder, 'programs.json'), JSON.stringify(programs));
  for (const { out } of programs) mkdirSync(join(folder, out), { recursive: true });
  const { code, output } = await inEnvironment(team, ['python', join(HERE, 'run_pages.py'), folder]);
  if (code !== 0) throw new Error(`the programs of the pages cannot be run:\n${output}`);
  return JSON.parse(readFileSync(join(folder, 'outcomes.json'), 'utf8'));
}

function wrongIn(folder, { out, twin }, { printed, error }) {
  if (!twin) {
    if (error !== null) return [`does not run: ${error}`];
    return filesBelow(join(folder, out)).length === 0 ? ['runs and writes nothing'] : [];
  }
  return [
    ...error === twin.error ? [] : [`raises ${error}\nwhere TypeScript throws ${twin.error}`],
    ...inWordsOfNode(printed) === twin.printed ? [] : [`prints\n${printed}\nwhere TypeScript prints\n${twin.printed}`],
    ...differences(join(folder, twin.out), join(folder, out)),
  ];
}

function inWordsOfNode(printed) {
  return printed.replace(/\b(True|False|None)\b/g, (word) => WORDS[word]);
}

function countsOf(reasons) {
  const counts = new Map();
  for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts].map(([reason, count]) => `${count} because ${reason}`).join(', ');
}
