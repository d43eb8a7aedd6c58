import type { ChildProcess } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { AppConfig } from '../app-config';
import { endGroup, startApp } from '../processes';
import { isOfPackage, PRELOAD_VARIABLE } from './preload';
import type { Preload } from './preload';

/** What an option of Node may be: anything that it does not read a file for, or do something else than run a program. */
const LOADERS = ['--import', '--require', '-r', '--loader'];

/** What a shell does more with than to split it. */
const SHELL = /[&|;<>$`"'\\(){}[\]*?~#\n]/;

/**
 * Whether a command does nothing else than run a program in Node: all that it reads of the app, it reads after what is preloaded.
 * `tsc && node main.js` would compile before it waits.
 */
export function canWait(command: string): boolean {
  const [program, ...args] = command.trim().split(/\s+/);
  if (program !== 'node' || SHELL.test(command)) return false;
  while (args.length > 0) {
    const word = args.shift()!;
    if (LOADERS.includes(word)) args.shift();
    else if (!LOADERS.some((loader) => word.startsWith(`${loader}=`))) return !word.startsWith('-') && !isOfPackage(word);
  }
  return false;
}

/** A process of the app that has loaded the packages already, and waits for an edit. */
export class Waiting {
  private child?: ChildProcess;
  private app?: string;
  private readonly modules: string;

  /**
   * @param folder keeps what the processes of the app tell each other
   * @param preload the program of `preload.ts`
   */
  public constructor(
    folder: string,
    private readonly env: NodeJS.ProcessEnv,
    private readonly preload: string,
  ) {
    this.modules = path.join(folder, 'modules.json');
  }

  /** Starts a process that will wait, if the command allows it. */
  public start({ app }: AppConfig): void {
    if (this.app !== app) this.end();
    if (this.child || !canWait(app)) return;
    const { NODE_OPTIONS: options } = this.env;
    const asked: Preload = { modules: this.modules, options };
    // Node reads a name in quotes, with backslashes before what would end it.
    const NODE_OPTIONS = [options, '--require', JSON.stringify(this.preload)].filter(Boolean).join(' ');
    const env = { ...this.env, NODE_OPTIONS, [PRELOAD_VARIABLE]: JSON.stringify(asked) };
    const child = startApp(app, env, ['pipe', 'pipe', 'pipe']);
    // That it is gone shows in its status.
    child.on('error', () => undefined);
    child.stdin!.on('error', () => undefined);
    [this.child, this.app] = [child, app];
  }

  /** Lets it run, if it is still there. */
  public readonly take = (variables: Readonly<Record<string, string>>): ChildProcess | undefined => {
    const { child } = this;
    this.child = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return undefined;
    child.stdin!.end(JSON.stringify(variables));
    return child;
  };

  /** Ends it: what it has loaded is out of date, or nobody needs it any more. */
  public end(): void {
    if (this.child) endGroup(this.child, 'SIGKILL');
    this.child = undefined;
  }

  /** The app's own files that the last run loaded. */
  public loaded(): string[] {
    if (!fs.existsSync(this.modules)) return [];
    return (JSON.parse(fs.readFileSync(this.modules, 'utf8')) as string[]).filter((file) => !isOfPackage(file));
  }

  /** Forgets which modules there were: other packages may be installed. */
  public forget(): void {
    this.end();
    fs.rmSync(this.modules, { force: true });
  }
}
