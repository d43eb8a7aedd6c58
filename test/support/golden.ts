import * as fs from 'node:fs';
import * as path from 'node:path';

const GOLDEN = path.join(__dirname, '..', 'golden');

/** Every file below a folder with its text, by its path inside the folder. */
export function filesIn(folder: string): Record<string, string> {
  if (!fs.existsSync(folder)) return {};
  const files = fs.readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((file) => path.relative(folder, path.join(file.parentPath, file.name)).split(path.sep).join('/'));
  return Object.fromEntries(paths.sort().map((file) => [file, fs.readFileSync(path.join(folder, file), 'utf8')]));
}

/** What a template copies from a skeleton, whose own files are reviewed. */
const COPIED = /\/templates\/[^/]+\/skeleton[^/]*\//;

/**
 * Expects a folder's files to be those of the golden folder, to the byte.
 *
 * `npm run test:update` rewrites the golden folder instead; read the difference before committing it.
 */
export function expectGolden(folder: string, name: string): void {
  const golden = path.join(GOLDEN, name);
  if (process.env.GOLDEN_UPDATE === '1') {
    fs.rmSync(golden, { recursive: true, force: true });
    for (const file of Object.keys(reviewedIn(folder))) fs.cpSync(path.join(folder, file), path.join(golden, file));
  }
  expect(reviewedIn(folder)).toEqual(filesIn(golden));
}

function reviewedIn(folder: string): Record<string, string> {
  return Object.fromEntries(Object.entries(filesIn(folder)).filter(([file]) => !COPIED.test(file)));
}
