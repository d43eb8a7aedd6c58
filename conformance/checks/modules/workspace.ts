import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { plainText } from '../../../lib/core/tokens';
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
    const body = { module: { [name]: { source, ...given(values) } }, output: { [name]: { value: `\${module.${name}}` } } };
    writeFileSync(join(work, `${name}.tf.json`), JSON.stringify(body));
  }
}

/** A file of tests for each of some inputs, which only plans them. */
export function writeTests(work: string, inputs: readonly Inputs[]): void {
  inputs.forEach((values, index) => {
    const text = JSON.stringify({ variables: given(values), run: { plan: { command: 'plan' } } });
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

/** The variables of a module for some inputs. A text in JSON is a template for Terraform. */
function given(inputs: Inputs): Record<string, unknown> {
  const present = Object.entries(inputs).filter(([, value]) => value !== undefined);
  return Object.fromEntries(present.map(([prop, value]) => [snake(prop), typeof value === 'string' ? plainText(value) : value]));
}
