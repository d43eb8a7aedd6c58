import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { barsOf, met } from './bars';
import { casesOf, FULL, QUICK } from './plan';
import { Report } from './report';
import { measureInRounds } from './rounds';
import { assertSameOutput } from './same-output';
import { ROOT, Workspace } from './workspace';

/** Measures, prints the tables, and gives whether every bar is met. Only a full run writes docs/benchmarks.md. */
async function bench(quick: boolean): Promise<boolean> {
  const plan = quick ? QUICK : FULL;
  const workspace = new Workspace();
  try {
    const resourcesPerStack = await assertSameOutput(workspace);
    console.log('Both sides give the same Terraform JSON.\n');
    const measured = await measureInRounds(casesOf(plan, workspace), (progress) => console.log(`  ${progress}`));
    const bars = barsOf(plan, measured);
    const report = new Report(plan, measured, bars, resourcesPerStack);
    console.log(`\n${report.tables()}\n`);
    if (!quick) {
      mkdirSync(join(ROOT, 'docs'), { recursive: true });
      writeFileSync(join(ROOT, 'docs/benchmarks.md'), report.page());
    }
    return bars.every(met);
  } finally {
    workspace.remove();
  }
}

void bench(process.argv.includes('--quick')).then((good) => {
  process.exitCode = good ? 0 : 1;
});
