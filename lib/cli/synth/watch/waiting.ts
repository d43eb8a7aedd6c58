import type { ChildProcess } from 'node:child_process';
import * as fs from 'node:fs';
import { createRequire } from 'node:module';
import * as path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AppConfig } from '../app-config';
import { endGroup, startApp } from '../processes';
import { isOfPackage, PRELOAD_VARIABLE } from './preload';

/** The options of Node that load a module before the program; with any other one Node may do something else than run a program. */
const LOADERS = ['--import', '--require', '-r', '--loader'];

/** What a shell does more with than to split it. */
const SHELL = /[&|;<>$`"'\\(){}[\]*?~#\n]/;

/**
 * A command in which another module is loaded right before the program, so that it can wait there; nothing if the command does more
 * than run a program in Node. `tsc && node main.js` would compile before it waits, and a loader of the app is a file that may be edited.
 */
export function commandThatWaits(command: string, module: string): string | undefined {
  const words = command.trim().split(/\s+/);
  if (words[0] !== 'node' || SHELL.test(command)) return undefined;
  let program = 1;
  while (program < words.length) {
    const [option, loader = words[program + 1] ?? '.'] = words[program].split('=', 2);
    if (!LOADERS.includes(option)) break;
    if (isOfApp(loader)) return undefined;
    program += words[program].includes('=') ? 1 : 2;
  }
  if (program >= words.length || words[program].startsWith('-') || isOfPackage(words[program])) return undefined;
  return [...words.slice(0, program), '--import', addressOf(module), ...words.slice(program)].join(' ');
}

/** Whether a loader may be a file that is edited: it is no package, or a link to a folder of a workspace, or not found. */
function isOfApp(loader: string): boolean {
  try {
    return !isOfPackage(createRequire(path.resolve('main.js')).resolve(loader));
  } catch {
    return true;
  }
}

/** Whether options of Node load a module, whatever it is. */
function load(options = ''): boolean {
  return options.split(/\s+/).some((word) => [...LOADERS, '--experimental-loader'].includes(word.split('=')[0]));
}

/** As a URL, in which nothing means anything to a shell. */
function addressOf(file: string): string {
  return pathToFileURL(file).href.replace(/[^\w/:.%-]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
}

/** A process of the app that has its loaders and its packages already, and waits for an edit. */
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
    const command = this.child || load(this.env.NODE_OPTIONS) ? undefined : commandThatWaits(app, this.preload);
    if (command === undefined) return;
    const child = startApp(command, { ...this.env, [PRELOAD_VARIABLE]: this.modules }, ['pipe', 'pipe', 'pipe']);
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
