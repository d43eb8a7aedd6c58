import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Service } from './connections';
import { targetsOf, type Catalog } from './relations';

/** The page that shows the drawing, and the lines around it. */
const PAGE = resolve('docs', 'catalog.md');
const BEGIN = '<!-- drawing: what the backend answers; npm run conformance:backstage -- --update -->\n';
const END = '<!-- /drawing -->\n';

/** How an entity of each kind is drawn, around its name. */
const SHAPES: Readonly<Record<string, readonly [before: string, after: string]>> = {
  component: ['[', ']'],
  resource: ['[(', ')]'],
  api: ['([', '])'],
};

/** How a relation is drawn. */
const ARROWS: Readonly<Record<string, string>> = { dependsOn: '-->', providesApi: '-- provides -->', consumesApi: '-. consumes .->' };

/** The services, what they keep and what they offer each other, as a diagram of Mermaid, all from the backend's relations. */
export function draw(catalog: Catalog, services: readonly Service[]): string {
  const components = services.map(({ name }) => `component:${name}`);
  const edges = components.flatMap((from) =>
    Object.keys(ARROWS).flatMap((type) => targetsOf(catalog.get(from), type).map((to) => ({ from, type, to }))));
  const drawn = [...new Set([...components, ...edges.map(({ to }) => to)])].sort();
  const owners = [...new Set(drawn.map((ref) => ownerOf(catalog, ref)))].sort();
  return [
    'flowchart LR',
    ...owners.flatMap((owner) => [
      `  subgraph ${idOf(owner)} [${nameOf(owner)}]`,
      ...drawn.filter((ref) => ownerOf(catalog, ref) === owner).map((ref) => `    ${node(ref)}`),
      '  end',
    ]),
    ...edges.map(({ from, type, to }) => `  ${idOf(from)} ${ARROWS[type]} ${idOf(to)}`),
    '',
  ].join('\n');
}

/** Where the page shows another drawing. With `update` it shows this one from now on. */
export function drawingProblems(drawing: string, update: boolean, page = PAGE): string[] {
  const text = existsSync(page) ? readFileSync(page, 'utf8') : '';
  const [begin, end] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (begin < 0 || end < begin) return [`${page} has no place for the drawing, between ${BEGIN.trim()} and ${END.trim()}`];
  const wanted = `\n\`\`\`mermaid\n${drawing}\`\`\`\n\n`;
  const shown = text.slice(begin + BEGIN.length, end);
  if (shown === wanted) return [];
  if (!update) return [`${page} shows another drawing than the catalog has: npm run conformance:backstage -- --update`];
  writeFileSync(page, `${text.slice(0, begin + BEGIN.length)}${wanted}${text.slice(end)}`);
  return [];
}

function node(ref: string): string {
  const [before, after] = SHAPES[ref.split(':')[0]] ?? SHAPES.component;
  return `${idOf(ref)}${before}${nameOf(ref)}${after}`;
}

function ownerOf(catalog: Catalog, ref: string): string {
  return targetsOf(catalog.get(ref), 'ownedBy').at(0) ?? 'nobody';
}

function idOf(ref: string): string {
  return ref.replace(/[^a-z0-9]/g, '_');
}

function nameOf(ref: string): string {
  return ref.split(':').at(-1)!;
}
