import * as fs from 'node:fs';
import * as path from 'node:path';
import * as library from '@golden-path/constructs';
import { transformSync } from '@swc/core';
import { App } from 'cdktf';
import * as acme from '../../apps/acme';
import { MACHINE } from '../../lib/cli/document/services';
import type { DocumentMachine } from '../../lib/cli/document/services';
import { eject } from '../../lib/cli/eject/eject';
import type { Output } from '../../lib/cli/output';
import { render } from '../../lib/cli/render/render';
import { filesIn } from './golden';
import { temporaryFolder } from './synth';

const assembly = MACHINE.assembly();

/** The machine of a team of acme: nothing is loaded that is not there. */
export const ACME: DocumentMachine = {
  assembly: () => assembly,
  load: (name) => ({ '@acme/platform': acme as Readonly<Record<string, unknown>> })[name] ?? fail(`${name} is not to be loaded`),
};

function fail(message: string): never {
  throw new Error(message);
}

/** What a command prints, and nobody reads. */
export function silent(printed: string[] = []): Output {
  return {
    interactive: false,
    print: (text) => void printed.push(text),
    complain: (text) => void printed.push(text),
    confirm: async () => false,
  };
}

/** A document in a folder of its own. */
export function documentFile(text: string, name = 'service.yaml'): string {
  const file = path.join(temporaryFolder(), name);
  fs.writeFileSync(file, text);
  return file;
}

/** The files that a document gives, by their paths. */
export function rendered(file: string, machine: DocumentMachine = ACME): Record<string, string> {
  const out = temporaryFolder();
  render([file], { out }, silent(), machine);
  return filesIn(out);
}

/** The text of the program that a document becomes. */
export function ejected(file: string, machine: DocumentMachine = ACME): string {
  const out = temporaryFolder();
  eject(file, { out }, silent(), machine);
  return fs.readFileSync(path.join(out, 'stacks.ts'), 'utf8');
}

/** The files that a program gives, which is compiled and run in this process. */
export function synthesised(program: string, machine: DocumentMachine = ACME): Record<string, string> {
  const { code } = transformSync(program, {
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
    module: { type: 'commonjs' },
  });
  const module = { exports: {} as { addStacks(app: App): void } };
  const load = (name: string): unknown => (name === '@golden-path/constructs' ? library : machine.load(name, '.'));
  new Function('require', 'exports', code)(load, module.exports);
  const outdir = temporaryFolder();
  const app = new App({ outdir });
  module.exports.addStacks(app);
  app.synth();
  return filesIn(outdir);
}
