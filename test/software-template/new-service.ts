import { createRequire } from 'node:module';
import * as path from 'node:path';
import type { Platform } from '@golden-path/constructs';
import { transformSync } from '@swc/core';
import { App } from 'cdktf';
import type { Construct } from 'constructs';
import { readStacks, temporaryFolder } from '../support/synth';

/** What a repository exports. */
interface Stacks {
  addStacks(app: Construct): void;
}

/** Makes the constructs of the `stacks.ts` of a new repository, as its own program does. */
export function construct(stacksTs: string, platform: Platform, outdir = '/nonexistent-but-unused'): App {
  const app = new App({ outdir });
  load(stacksTs, platform).addStacks(app);
  return app;
}

/** Synthesises them, and gives the ids of the stacks that were written. */
export function synthesise(stacksTs: string, platform: Platform): string[] {
  const outdir = temporaryFolder();
  construct(stacksTs, platform, outdir).synth();
  return Object.keys(readStacks(outdir)).sort();
}

/** The module, compiled. What it imports of the platform's package is the given platform. */
function load(text: string, platform: Platform): Stacks {
  const { code } = transformSync(text, {
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
    module: { type: 'commonjs' },
    isModule: true,
  });
  const real = createRequire(path.resolve(__dirname, '../../package.json'));
  const imported = (name: string): unknown => {
    if (name === '@acme/platform') return { acme: platform };
    return name === '@golden-path/constructs' ? require('@golden-path/constructs') : real(name);
  };
  const exported = {} as Stacks;

  new Function('require', 'exports', code)(imported, exported);
  return exported;
}
