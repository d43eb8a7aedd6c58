// What the blocks in TypeScript on the pages give: the folder to write into, with the names of the API in Python.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { spelt } from '../../../lib/core/spelling';
import { runInto } from '../../../test/docs/examples';
import { contentOf, placeOf, readPages } from '../../../test/docs/pages';
import { loneProgramsOf, programsOf, reasonsOn } from '../../../test/docs/python';
import type { Program } from '../../../test/docs/python';

const [, , folder] = process.argv;
const names = JSON.parse(readFileSync(join(folder, 'names.json'), 'utf8')) as Record<string, string>;
const load = createRequire(__filename);
const contents = readPages().map(contentOf);

const programs = [...contents.flatMap(programsOf), ...contents.flatMap(loneProgramsOf)].map((program, index) => ({
  place: placeOf(program.block),
  page: program.block.page.file,
  line: program.block.line,
  text: program.text,
  linesBefore: program.linesBefore,
  out: `${index}/python`,
  twin: twinOf(program, `${index}/typescript`),
}));
writeFileSync(join(folder, 'pages.json'), JSON.stringify({ programs, reasons: contents.flatMap(reasonsOn) }));

/** What the program in TypeScript prints, and what it throws, in the names of Python, and where it writes. */
function twinOf({ example }: Program, out: string): object | undefined {
  if (!example) return undefined;
  mkdirSync(join(folder, out), { recursive: true });
  const { error, printed } = runInto(join(folder, out), example, load);
  return { out, printed, error: error ? spelt(error.message.trim(), names) : null };
}
