import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contentOf, placeOf, type Block, type Page } from '../docs/pages';
import { command as golden } from './fixture';

/** A command that a page shows, with all that it shows of what the command said. */
export interface Step {
  readonly block: Block;
  readonly command: string;
  readonly shown: readonly string[];
}

/** Stands for any number of lines. */
const ANY = '…';

/** The commands in the consoles of a page, in their order. */
export function stepsOf(page: Page): Step[] {
  return contentOf(page).blocks.filter(({ language }) => language === 'console').flatMap((block) => {
    const [before, ...commands] = `\n${block.text}`.split('\n$ ');
    if (before !== '') throw new Error(`${placeOf(block)} begins without a command`);
    return commands.map((text) => text.split('\n')).map(([command, ...shown]) => ({ block, command, shown }));
  });
}

/** A repository of a service in which a synth has run, and the GitOps repository beside it. */
export class Desk {
  private readonly root = mkdtempSync(join(realpathSync(tmpdir()), 'golden-path-desk-'));
  private readonly repository = join(this.root, 'payment-service');

  /**
   * @param outdir what the synth wrote
   * @param beside the folder of another repository
   */
  public constructor(outdir: string, beside = 'platform-apps') {
    mkdirSync(this.repository);
    mkdirSync(join(this.root, beside));
    cpSync(outdir, join(this.repository, 'cdktf.out'), { recursive: true });
  }

  /** Runs a command as a shell in the service's repository does, and gives what it said: its output first, then its complaints. */
  public async run(command: string): Promise<string[]> {
    const before = process.cwd();
    process.chdir(this.repository);
    try {
      const [, args] = /^npx golden-path (.+)$/.exec(command) ?? [];
      if (args === undefined) return edit(command);
      const { printed, complaint } = await golden(...args.split(' '));
      return linesOf(printed + complaint);
    } finally {
      process.chdir(before);
    }
  }
}

/** Does what `sed` would, which is all of it that a page needs. */
function edit(command: string): string[] {
  const [, from, to, file] = /^sed -i 's\/([^/]+)\/([^/]*)\/' (\S+)$/.exec(command) ?? [];
  if (file === undefined) throw new Error(`no command that can be run here: ${command}`);
  const text = readFileSync(file, 'utf8');
  const edited = text.replace(new RegExp(from, 'gm'), to);
  if (edited === text) throw new Error(`changes nothing: ${command}`);
  writeFileSync(file, edited);
  return [];
}

/** Where a page shows something else than what its commands say, each with its place and all that was said. */
export async function wrongSteps(page: Page, desk: Desk): Promise<string[]> {
  const wrong: string[] = [];
  for (const { block, command, shown } of stepsOf(page)) {
    const said = await desk.run(command);
    if (!matches(said, shown)) wrong.push(`${placeOf(block)} $ ${command}\n${said.join('\n')}`);
  }
  return wrong;
}

/** A page that shows what its commands say, but for what it leaves out. */
export async function rewritten(page: Page, desk: Desk): Promise<string> {
  const consoles = new Map<Block, string[]>();
  for (const { block, command, shown } of stepsOf(page)) {
    const said = await desk.run(command);
    consoles.set(block, [...(consoles.get(block) ?? []), `$ ${command}`, ...(shown.includes(ANY) ? shown : said)]);
  }
  const lines = page.text.split('\n');
  // From the end, so that the lines of the blocks above stay where they are.
  for (const [block, text] of [...consoles].sort(([one], [other]) => other.line - one.line)) {
    lines.splice(block.line - 1, block.text.split('\n').length, ...text);
  }
  return lines.join('\n');
}

function matches(said: readonly string[], shown: readonly string[]): boolean {
  const [first, ...others] = shown;
  if (first === undefined) return said.length === 0;
  if (first === ANY) return said.some((_, index) => matches(said.slice(index), others)) || others.length === 0;
  return said[0] === first && matches(said.slice(1), others);
}

function linesOf(text: string): string[] {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n');
}
