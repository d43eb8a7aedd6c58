import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runToEnd } from '../../referees/run-to-end';
import { environment } from './running-service';
import { STEPS } from './table';
import type { Fault, Skeleton, Step } from './table';

/** How much of what a command printed is shown. */
const SHOWN_LINES = 25;

/** Does what a developer does with a service before it runs, and plants the faults of its table on the way. */
export async function workOn(skeleton: Skeleton, cwd: string): Promise<string[]> {
  for (const step of STEPS) {
    const problem = await runStep(skeleton, step, cwd);
    if (problem) return [problem];
    for (const fault of skeleton.faults.filter((each) => each.step === step)) {
      const missed = await plant(skeleton, fault, cwd);
      if (missed) return [missed];
    }
  }
  return [];
}

/** What was wrong in a step, if anything was. */
async function runStep({ steps }: Skeleton, step: Step, cwd: string): Promise<string | undefined> {
  for (const command of steps[step]) {
    const { status, stdout, stderr } = await runToEnd(command[0], command.slice(1), { cwd, env: environment() });
    if (status !== 0) return `${command.join(' ')} ended with ${status}:\n${lastLines(`${stdout}${stderr}`)}`;
  }
  return undefined;
}

/** Changes a file, and says so if the step does not mind. */
async function plant(skeleton: Skeleton, { step, file, from, to }: Fault, cwd: string): Promise<string | undefined> {
  const path = join(cwd, file);
  const text = readFileSync(path, 'utf8');
  if (!text.includes(from)) return `${file} has no ${JSON.stringify(from)} to plant a fault in`;
  writeFileSync(path, text.replace(from, to));
  try {
    return await runStep(skeleton, step, cwd) ? undefined : `${step} does not find a fault in ${file}`;
  } finally {
    writeFileSync(path, text);
  }
}

function lastLines(text: string): string {
  return text.trim().split('\n').slice(-SHOWN_LINES).join('\n');
}
