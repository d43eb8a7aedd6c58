import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** How a page is looked at. */
export interface View {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly colorScheme: 'light' | 'dark';
}

/** A phone and a desktop, light and dark. */
export const VIEWS: readonly View[] = (['light', 'dark'] as const).flatMap((colorScheme) => [
  { name: `phone-${colorScheme}`, width: 360, height: 740, colorScheme },
  { name: `desktop-${colorScheme}`, width: 1280, height: 900, colorScheme },
]);

/** What became of a page. */
export interface Seen {
  /** Its text, as a person reads it. */
  readonly text: string;
  readonly problems: readonly string[];
}

/** Chromium without what it would fetch for itself. */
const ARGUMENTS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync',
];

/** The part of Playwright's interface that is used. */
interface Driver {
  readonly chromium: { launch(options: object): Promise<Browser> };
}
interface Browser {
  newContext(options: object): Promise<{ newPage(): Promise<Page>; close(): Promise<void> }>;
  close(): Promise<void>;
}
interface Page {
  on(event: string, listener: (value: { text(): string; url(): string; message: string }) => void): void;
  goto(url: string): Promise<unknown>;
  evaluate<T>(script: string): Promise<T>;
  screenshot(options: object): Promise<unknown>;
}

/** A browser that looks at files. */
export class Viewer {
  /** Starts the browser. */
  public static async start(executablePath: string, packages: string): Promise<Viewer> {
    const { chromium } = require(join(packages, 'playwright-core')) as Driver;
    const browser = await chromium.launch({ executablePath, args: ARGUMENTS });
    return new Viewer(browser, readFileSync(join(packages, 'axe-core', 'axe.min.js'), 'utf8'));
  }

  private constructor(private readonly browser: Browser, private readonly axe: string) {}

  /** Opens files from the disk and looks for messages, requests, overflow and violations. Pictures go into a folder, if one is given. */
  public async look(files: readonly string[], view: View, pictures?: string): Promise<ReadonlyMap<string, Seen>> {
    const { width, height, colorScheme } = view;
    // The policy of a page would keep axe out too.
    const context = await this.browser.newContext({ viewport: { width, height }, colorScheme, bypassCSP: true });
    try {
      const page = await context.newPage();
      let problems: string[] = [];
      page.on('console', (message) => problems.push(`console: ${message.text()}`));
      page.on('pageerror', (error) => problems.push(`error: ${error.message}`));
      page.on('request', (request) => {
        if (!/^(file|data):/.test(request.url())) problems.push(`request: ${request.url()}`);
      });
      const seen = new Map<string, Seen>();
      for (const file of files) {
        problems = [];
        await page.goto(pathToFileURL(file).href);
        const text = await page.evaluate<string>('document.body.innerText');
        problems.push(...(await this.judge(page)));
        seen.set(file, { text, problems });
        if (pictures !== undefined) await page.screenshot({ path: join(pictures, pictureName(file, view)), fullPage: true });
      }
      return seen;
    } finally {
      await context.close();
    }
  }

  public async stop(): Promise<void> {
    await this.browser.close();
  }

  private async judge(page: Page): Promise<string[]> {
    const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
    await page.evaluate(this.axe);
    const violations = await page.evaluate<{ id: string; html: string }[]>(
      `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
        violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => ({ id, html }))))`,
    );
    return [
      ...(overflow > 0 ? [`wider than the window by ${overflow} pixels`] : []),
      ...violations.map(({ id, html }) => `axe: ${id}: ${html.slice(0, 120)}`),
    ];
  }
}

function pictureName(file: string, { name }: View): string {
  return `${file.split('/').slice(-2).join('-').replace(/\.html$/, '')}-${name}.png`;
}
