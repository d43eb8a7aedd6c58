import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { barTable, pageOf } from './page';
import { linesOf, pictureOf } from './picture';
import { planOf } from './plan';
import { measureInRounds } from './rounds';
import type { Measured } from './rounds';
import { assertSameOutput } from './same-output';
import { barsOf, met, verdictOf } from './topic';
import type { Bar, Topic } from './topic';
import { ROOT, Workspace } from './workspace';

const PAGE = join(ROOT, 'docs/benchmarks.md');
const PICTURE = join(ROOT, 'docs/benchmarks.svg');

/** Measures, prints the tables, writes the page, and gives whether every limit is met. */
async function bench(args: readonly string[]): Promise<boolean> {
  const workspace = new Workspace();
  try {
    const resourcesPerStack = await assertSameOutput(workspace);
    console.log('Both sides give the same Terraform JSON.\n');
    const { budgetMs, forPage, limits, sizes, topics } = await planOf(args, resourcesPerStack, workspace);
    const measured = await measureInRounds(topics.flatMap(({ cases }) => cases), budgetMs, say, (soFar) => sayBars(barsOf(topics, soFar)));
    const bars = barsOf(topics, measured);
    const sections = new Map([
      ...(limits === undefined ? [] : [[limits, barTable(bars)] as const]),
      ...topics.map((topic) => [topic.heading, sectionOf(topic, measured)] as const),
    ]);
    for (const [heading, text] of sections) console.log(`\n## ${heading}\n\n${text}`);
    if (forPage) {
      writeFileSync(PAGE, pageOf(existsSync(PAGE) ? readFileSync(PAGE, 'utf8') : '', sections));
      if (sizes.length > 0) writeFileSync(PICTURE, pictureOf(linesOf(sizes, measured)));
    }
    return bars.every(met);
  } finally {
    workspace.remove();
  }
}

/** What a topic could not measure is said in its place. */
function sectionOf({ section }: Topic, measured: Measured): string {
  try {
    return section(measured);
  } catch (error) {
    return `Not measured: ${(error as Error).message}`;
  }
}

function say(progress: string): void {
  console.log(`${(performance.now() / 1000).toFixed(0).padStart(4)} s  ${progress}`);
}

function sayBars(bars: readonly Bar[]): void {
  for (const bar of bars) {
    const figure = bar.reason ?? `${bar.measured.toFixed(2)}, at most ${bar.limit.toFixed(2)}`;
    say(`  ${verdictOf(bar)}: ${bar.promise}: ${figure}`);
  }
}

void bench(process.argv.slice(2)).then((good) => {
  process.exitCode = good ? 0 : 1;
});
