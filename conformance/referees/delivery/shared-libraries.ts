import { execFileSync } from 'node:child_process';
import { basename, dirname, join } from 'node:path';

/** The libraries that programs are linked to: where each belongs in an image, and where it is on this machine. */
export function sharedLibraries(programs: readonly string[]): Record<string, string> {
  const listed = programs.flatMap((program) => execFileSync('ldd', [program], { encoding: 'utf8' }).split('\n'));
  const found = listed.flatMap((line) => /^\s*(?:\S+ => )?(\/\S+) \(0x/.exec(line)?.[1] ?? []);
  const libc = found.find((library) => basename(library).startsWith('libc.so'));
  if (libc === undefined) throw new Error(`no C library is found for ${programs[0]}`);
  return Object.fromEntries(found.map((library) => [join('usr', folderOf(library, dirname(libc)), basename(library)), library]));
}

/** Libraries beside a program, such as Python's own, go where the system's are. */
function folderOf(library: string, system: string): string {
  const folder = dirname(/^(?:\/usr)?\/lib/.test(library) ? library : join(system, basename(library)));
  return folder.replace(/^\/usr\//, '/');
}
