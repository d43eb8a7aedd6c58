import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { inEnvironment } from './team.mjs';

/** As strict as the team is with its own code, but an example may show a name without using it. */
const SETTINGS = { typeCheckingMode: 'strict', reportUnusedImport: false, reportUnusedVariable: false };

/** What a type checker says of programs, each with the line of the page that it stands on. */
export async function typeErrors(team, programs) {
  const folder = join(team, 'pages');
  mkdirSync(folder);
  writeFileSync(join(folder, 'pyrightconfig.json'), JSON.stringify(SETTINGS));
  for (const [index, { text }] of programs.entries()) writeFileSync(join(folder, `${index}.py`), text);
  const { output } = await inEnvironment(team, ['basedpyright', '--outputjson', '--level', 'error', '--project', folder]);
  const { generalDiagnostics: found, summary } = JSON.parse(output.slice(output.indexOf('{')));
  const { filesAnalyzed: read } = summary;
  if (read !== programs.length) throw new Error(`of ${programs.length} programs, ${read} were read:\n${output}`);
  return found.flatMap(({ file, message, range }) => {
    const program = programs[Number(basename(file, '.py'))];
    const line = range.start.line - program.linesBefore;
    // What is wrong in a block that the program continues is said of that block itself.
    return line < 0 ? [] : [{ of: program, what: `line ${program.line + line}: ${message}` }];
  });
}
