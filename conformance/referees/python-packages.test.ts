import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installPython } from './python-packages';

const PACKAGES = { name: 'judge', requirements: ['judge==1.2.3', 'helper==4.5.6'] };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'golden-path-test-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A `python3` of a version whose pip runs this script. */
function fakePython(version: string, pip: string): NodeJS.ProcessEnv {
  const script = `#!/bin/sh\nif [ "$1" = --version ]; then echo 'Python ${version}'; exit; fi\n${pip}\n`;
  writeFileSync(join(folder, 'python3'), script, { mode: 0o755 });
  return { PATH: `${folder}:/usr/bin:/bin` };
}

/** Writes down what it was asked for. */
const INSTALLS = 'all="$*"; while [ "$1" != --target ]; do shift; done; mkdir -p "$2"; echo "$all" > "$2/asked"';

test('installs exact versions into a folder of their own, once', () => {
  const cache = join(folder, 'cache');
  const installed = installPython(PACKAGES, cache, fakePython('3.11.7', INSTALLS));
  expect(readFileSync(join(installed, 'asked'), 'utf8')).toMatch(/^-m pip install .*--only-binary :all: .* judge==1\.2\.3 helper==4\.5\.6\n$/);
  expect(installPython(PACKAGES, cache, fakePython('3.11.7', 'exit 1'))).toBe(installed);
});

test('installs them again for another Python, which may not be able to load them', () => {
  const cache = join(folder, 'cache');
  const first = installPython(PACKAGES, cache, fakePython('3.11.7', INSTALLS));
  expect(installPython(PACKAGES, cache, fakePython('3.13.0', INSTALLS))).not.toBe(first);
});

test('cannot install without Python, and says so', () => {
  expect(() => installPython(PACKAGES, folder, { PATH: folder })).toThrow('cannot install judge==1.2.3 and helper==4.5.6: there is no `python3` on the PATH');
});

test('what was not installed as a whole is not used, and is explained in the words of pip', () => {
  const environment = fakePython('3.11.7', `${INSTALLS}; echo "No matching distribution found for judge==1.2.3" >&2; exit 1`);
  expect(() => installPython(PACKAGES, folder, environment)).toThrow(/pip says:\nNo matching distribution found for judge==1\.2\.3$/);
  expect(readdirSync(folder).filter((name) => name.startsWith('python-') && existsSync(join(folder, name)) && !name.endsWith('.unfinished'))).toEqual([]);
});
