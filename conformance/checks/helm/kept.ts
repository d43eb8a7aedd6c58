import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toYaml } from '../../../lib/core/yaml';
import type { Rendered } from './check-charts';

/** Where what Helm renders is kept, by the version of Helm and by what it was rendered from: one object a file. */
export const KEPT = join('node_modules', '.cache', 'golden-path', 'helm');

export function clearKept(): void {
  rmSync(KEPT, { recursive: true, force: true });
}

/** Keeps objects as other tools can read them, such as one that holds them to their CustomResourceDefinitions. */
export function keepRendered(rendered: Rendered, version: string): void {
  for (const [title, objects] of rendered) {
    const folder = join(KEPT, version, title.replace(' ', '-'));
    mkdirSync(folder, { recursive: true });
    for (const object of objects) {
      const name = `${object.kind}-${object.metadata?.name}.yaml`.toLowerCase();
      writeFileSync(join(folder, name), toYaml(object));
    }
  }
}
