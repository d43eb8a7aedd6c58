import { snake } from './derive/environment-data';
import { call } from './examples';
import { file } from './hcl/body';
import type { Item } from './hcl/body';
import { print } from './hcl/expression';
import type { DerivedModule } from './module';
import { describe, typeOf } from './variables';

/** The page of a module: what it makes, how it is called, its inputs and outputs. */
export function readme(derived: DerivedModule): string {
  const { kind, platform, outputs, resources } = derived;
  const inputs = kind.variables(platform).map((variable) => {
    const { default: fallback } = variable;
    const written = fallback === null ? variable.defaultText ?? 'none' : `\`${JSON.stringify(fallback)}\``;
    const shown = fallback === undefined ? 'required' : written;
    return [`\`${snake(variable.prop)}\``, typeOf(variable), shown, cell(describe(variable))];
  });
  return [
    `# ${kind.name}`,
    `${kind.text}.`,
    `This module is made for the platform of ${platform.organization}. It is rendered from the construct \`${kind.construct}\`, so both `
    + 'have the same defaults, limits and messages. Do not edit it: change the platform, and render it again.',
    '## Usage',
    `\`\`\`hcl\n${file(call(derived, `registry.terraform.example/platform/${kind.name}/${kind.system}`, '~> 1.0'))}\`\`\``,
    'Configure the providers where you call the module. It works with `count`, `for_each`, `depends_on` and with aliases in `providers`.',
    '## Inputs',
    table(['name', 'type', 'default', 'description'], inputs),
    '## Outputs',
    table(['name', 'description'], blocksOf(outputs, 'output').map(([[name], body]) => [`\`${name}\``, cell(descriptionIn(body))])),
    '## Resources',
    table(['resource'], blocksOf(resources, 'resource').map(([labels]) => [`\`${labels.join('.')}\``])),
  ].join('\n\n').concat('\n');
}

function blocksOf(items: readonly Item[], type: string): (readonly [readonly string[], readonly Item[]])[] {
  return items.flatMap((item) => (item.kind === 'block' && item.type === type ? [[item.labels, item.body] as const] : []));
}

function descriptionIn(body: readonly Item[]): string {
  const found = body.find((item) => item.kind === 'argument' && item.name === 'description');
  return found?.kind === 'argument' ? (JSON.parse(print(found.value, 0)) as string) : '';
}

function cell(text: string): string {
  const oneLine = text.replace(/[|\\]/g, (character) => `\\${character}`).replace(/\s+/g, ' ');
  return oneLine.replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
