import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { run } from '../../../lib/cli/main';
import { filesIn } from './examples';
import { workflowsIn } from './workflows';
import type { WorkflowSurface } from './workflows';

/** What package.json promises to those who install and import the package. */
export interface Manifest {
  readonly name: string;
  readonly type?: string;
  readonly main?: string;
  readonly types?: string;
  readonly bin?: Record<string, string>;
  readonly exports?: Record<string, Record<string, string> | string>;
  readonly engines?: Record<string, string>;
  readonly peerDependencies?: Record<string, string>;
}

/** A command of the command line, by what a script that calls it depends on. */
export interface CommandSurface {
  /** In their order, as the usage line has them: `<checkout>` or `[checkout]`. */
  readonly arguments: readonly string[];
  /** By their flags. */
  readonly options: Record<string, OptionSurface>;
}

export interface OptionSurface {
  readonly required: boolean;
  readonly default?: unknown;
  readonly choices?: readonly string[];
}

/** What a package shows besides its API. */
export interface Surface {
  readonly manifest: Manifest;
  readonly commands: Record<string, CommandSurface>;
  /** The reusable workflows, by their file. */
  readonly workflows: Record<string, WorkflowSurface>;
}

const FIELDS = ['name', 'type', 'main', 'types', 'bin', 'exports', 'engines', 'peerDependencies'] as const;

/** The surface of the package in a folder, whose command line is this tree's. */
export async function surfaceOf(root: string): Promise<Surface> {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;
  return {
    manifest: Object.fromEntries(
      FIELDS.filter((field) => field in manifest).map((field) => [field, manifest[field]]),
    ) as unknown as Manifest,
    commands: commandsOf(await program()),
    workflows: workflowsIn(filesIn(join(root, '.github/workflows'))),
  };
}

/** The command line as it is when it is about to read its arguments. */
async function program(): Promise<Command> {
  const { parseAsync } = Command.prototype;
  const seen: Command[] = [];
  Command.prototype.parseAsync = function (this: Command) {
    seen.push(this);
    return Promise.resolve(this);
  };
  try {
    const ignore = () => {};
    await run([], { print: ignore, complain: ignore } as unknown as Parameters<typeof run>[1]);
  } finally {
    Command.prototype.parseAsync = parseAsync;
  }
  if (seen.length !== 1) throw new Error('the command line was made without commander, so its options cannot be compared');
  return seen[0];
}

function commandsOf(command: Command, path: readonly string[] = []): Record<string, CommandSurface> {
  const own = [...path, command.name()];
  const surface: CommandSurface = {
    arguments: command.registeredArguments.map((argument) => {
      const name = `${argument.name()}${argument.variadic ? '...' : ''}`;
      return argument.required ? `<${name}>` : `[${name}]`;
    }),
    options: Object.fromEntries(
      command.options.map((option) => [
        option.flags,
        { required: option.mandatory, default: option.defaultValue as unknown, choices: option.argChoices },
      ]),
    ),
  };
  return Object.assign({ [own.join(' ')]: surface }, ...command.commands.map((child) => commandsOf(child, own))) as Record<
    string,
    CommandSurface
  >;
}
