import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { snake } from '../../../lib/modules/derive/environment-data';
import type { Inputs } from '../../../lib/modules/kinds/kind';

/** Writes files below a folder. */
export function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

/** A root configuration that calls a module for each of some inputs; each call stands in a file of its own, which diagnostics name. */
export function writeCalls(work: string, source: string, inputs: ReadonlyMap<string, Inputs>): void {
  for (const [name, values] of inputs) {
    const given = Object.entries(values).filter(([, value]) => value !== undefined).map(([prop, value]) => [snake(prop), plain(value)]);
    const body = { module: { [name]: { source, ...Object.fromEntries(given) } }, output: { [name]: { value: `\${module.${name}}` } } };
    writeFileSync(join(work, `${name}.tf.json`), JSON.stringify(body));
  }
}

/** A file of tests for each of some inputs, which only plans them. */
export function writeTests(work: string, inputs: readonly Inputs[]): void {
  inputs.forEach((values, index) => {
    const given = Object.entries(values).filter(([, value]) => value !== undefined).map(([prop, value]) => [snake(prop), plain(value)]);
    const text = JSON.stringify({ variables: Object.fromEntries(given), run: { plan: { command: 'plan' } } });
    writeFiles(work, { [testFileOf(index)]: text });
  });
}

export function testFileOf(index: number): string {
  return `tests/input_${index}.tftest.json`;
}

/** A stack as a module without providers and backend, called under a name. */
export function writeStackCall(work: string, name: string, stack: object): void {
  const { terraform, ...rest } = stack as { terraform?: { required_providers?: object } };
  const body = { ...rest, provider: undefined, moved: undefined, terraform: { required_providers: terraform?.required_providers } };
  writeFiles(join(work, name), { 'main.tf.json': JSON.stringify(body) });
  writeFiles(work, {
    [`${name}.tf.json`]: JSON.stringify({
      module: { [name]: { source: `./${name}` } },
      output: { [name]: { value: `\${module.${name}}` } },
    }),
  });
}

export function copyModule(from: string, work: string, name: string): void {
  cpSync(from, join(work, name), { recursive: true });
}

/** A text in JSON is a template for Terraform. */
function plain(value: unknown): unknown {
  return typeof value === 'string' ? value.replace(/([$%])\{/g, '$1$1{') : value;
}
