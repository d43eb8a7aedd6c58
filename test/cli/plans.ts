import * as fs from 'node:fs';
import * as path from 'node:path';
import { temporaryFolder } from '../support/synth';
import { command } from './fixture';
import type { Ended, Files } from './fixture';

/** The first line of a summary. */
export const START = '<!-- golden-path:plan -->';

/** Runs `golden-path plan-summary` on a folder of these files. */
export async function summaryOf(files: Files, ...options: string[]): Promise<Ended> {
  const folder = temporaryFolder();
  for (const [file, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    fs.writeFileSync(path.join(folder, file), text);
  }
  return command('plan-summary', folder, ...options);
}

/** The summary of these files. */
export async function printed(files: Files): Promise<string> {
  const { status, printed: text, complaint } = await summaryOf(files);
  expect({ status, complaint }).toEqual({ status: 0, complaint: '' });
  return text;
}

/** A plan with changes given as actions by address. */
export function plan(changes: Record<string, readonly string[]> = {}, others: object = {}): string {
  const of = ([address, actions]: [string, readonly string[]]) => ({
    address,
    type: address.split('.')[0],
    mode: 'managed',
    change: { actions },
  });
  return JSON.stringify({ format_version: '1.2', resource_changes: Object.entries(changes).map(of), ...others });
}
