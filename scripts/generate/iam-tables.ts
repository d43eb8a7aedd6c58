// npm run generate:iam: writes lib/guardrails/iam/tables from the data packages that are installed.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { actionTable } from './iam-action-table';

const FOLDER = join(__dirname, '../../lib/guardrails/iam/tables');

function write(name: string, text: string): void {
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(join(FOLDER, name), text);
  console.log(`lib/guardrails/iam/tables/${name}: ${(text.length / 1024).toFixed(1)} kB`);
}

async function main(): Promise<void> {
  write('sensitive-actions.ts', actionTable());
  // Judges by the table that was just written.
  const { policyTable } = await import('./iam-policy-table.js');
  write('managed-policies.ts', policyTable());
}

void main();
