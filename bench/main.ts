import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { barsOf, met } from './bars';
import { linesOf, pictureOf } from './picture';
import { casesOf, FULL, LARGE, QUICK } from './plan';
import type { Plan } from './plan';
import { Report } from './report';
import { measureInRounds } from './rounds';
import { assertSameOutput } from './same-output';
import { ROOT, Workspace } from './workspace';

/** The number of rounds that an option asks for: on a busy machine, fewer of them are better than none. */
function roundsOf(plan: Plan, args: readonly string[]): Plan {
  const most = Number(args[args.indexOf('--rounds') + 1]);
  if (!args.includes('--rounds') || !(most >= 1)) return plan;
  return { ...plan, rounds: Math.min(most, plan.rounds), startRounds: Math.min(most, plan.startRounds) };
}

/** Measures, prints the tables, and gives whether every bar is met. Only a full run writes docs/benchmarks.md. */
async function bench(args: readonly string[]): Promise<boolean> {
  const quick = args.includes('--quick');
  const usual = args.includes('--large') ? LARGE : FULL;
  const plan = quick ? QUICK : roundsOf(usual, args);
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
      writeFileSync(join(ROOT, 'docs/benchmarks.svg'), pictureOf(linesOf(plan, measured)));
    }
    return bars.every(met);
  } finally {
    workspace.remove();
  }
}

void bench(process.argv.slice(2)).then((good) => {
  process.exitCode = good ? 0 : 1;
});
