// Looks at every page of a site in Chromium: at the width of a phone and of a desktop, light and dark, from the disk.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Viewer, VIEWS } from '../../referees/browser/browser';
import { findChromium, installDriver } from '../../referees/browser/install';
import { outcomeOf, type Outcome } from '../crossplane/outcome';
import { exampleSite, hostilePages, PLANTED, plantedPage } from './sites';
import type { SitePage } from './sites';

/** Where pictures go for people to look at; none are taken if it is not set. */
const PICTURES = process.env.GOLDEN_PATH_PICTURES;

async function outcome(): Promise<Outcome> {
  const chromium = findChromium();
  if (chromium === undefined) return { notRun: 'no Chromium on the PATH or in CHROMIUM_BINARY' };
  const packages = installDriver();
  const folder = mkdtempSync(join(tmpdir(), 'golden-path-pages-'));
  if (PICTURES !== undefined) mkdirSync(PICTURES, { recursive: true });
  const viewer = await Viewer.start(chromium, packages);
  try {
    return await lookedAt(viewer, [...exampleSite(folder), ...hostilePages(folder)], plantedPage(folder));
  } finally {
    await viewer.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function lookedAt(viewer: Viewer, pages: readonly SitePage[], planted: SitePage): Promise<Outcome> {
  const problems: string[] = [];
  for (const view of VIEWS) {
    const seen = await viewer.look(pages.map(({ file }) => file), view, PICTURES);
    for (const { file, texts } of pages) {
      const { text, problems: found } = seen.get(file)!;
      const lost = texts.filter((each) => !text.includes(each)).map((each) => `does not show ${JSON.stringify(each)}`);
      problems.push(...[...found, ...lost].map((problem) => `${basename(file)}, ${view.name}: ${problem}`));
    }
  }
  const { problems: found } = (await viewer.look([planted.file], VIEWS[0])).get(planted.file)!;
  const blind = PLANTED.filter((fault) => !found.some((problem) => problem.startsWith(fault)));
  problems.push(...blind.map((fault) => `the planted fault was not found: ${fault}`));
  const note = `${pages.length} pages in ${VIEWS.length} views; ${PLANTED.length} planted faults`;
  return outcomeOf(pages.length * VIEWS.length, problems, note);
}

void outcome().then((result) => console.log(JSON.stringify(result)));
