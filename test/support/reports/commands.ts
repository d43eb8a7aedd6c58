import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { run } from '../../../lib/cli/main';

/** The example organisation. */
export const EXAMPLE = path.resolve(__dirname, '../../../examples/reports');

/** What its reports are made from. */
export const OPTIONS = {
  config: path.join(EXAMPLE, 'golden-path.reports.yaml'),
  repositories: path.join(EXAMPLE, 'repositories'),
  facts: path.join(EXAMPLE, 'facts.ndjson'),
  until: '2026-04-01',
  days: 90,
};

/** Runs the command in this process. */
export async function golden(...args: string[]): Promise<{ status: number; out: string; err: string }> {
  let [out, err] = ['', ''];
  const print = (text: string) => { out += text; };
  const complain = (text: string) => { err += text; };
  const status = await run(args, { print, complain, interactive: false, confirm: () => Promise.resolve(false) });
  return { status, out, err };
}

/** The same as flags of the command line. */
export const flags = (options: Partial<typeof OPTIONS> = {}) => Object.entries({ ...OPTIONS, ...options }).flatMap(([name, value]) => [`--${name}`, String(value)]);

/** A folder with these files. */
export function folder(files: Readonly<Record<string, string>>): string {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'scorecard-'));
  for (const [file, text] of Object.entries(files)) {
    fs.mkdirSync(path.join(root, path.dirname(file)), { recursive: true });
    fs.writeFileSync(path.join(root, file), text);
  }
  return root;
}
