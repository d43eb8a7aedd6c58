import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { examplesOf, run } from './examples';
import { contentOf, markOf, readPages, ROOT } from './pages';
import type { Block } from './pages';
import { textOf } from './shown';

/**
 * Puts what examples give in place of what the pages show, where that is text in full: errors, printed lines and copied
 * files. Output of a synth is shown in part, and which part is the writer's choice.
 */
export function rewritePages(): void {
  for (const page of readPages()) {
    const content = contentOf(page);
    const texts = new Map<Block, string>();
    for (const block of content.blocks) {
      const file = markOf(block, 'file');
      if (file !== undefined) texts.set(block, readFileSync(join(ROOT, file), 'utf8').trimEnd());
    }
    for (const example of examplesOf(content)) {
      const shown = example.shown.filter((block) => markOf(block, 'output') === undefined);
      if (shown.length === 0) continue;
      const outcome = run(example);
      for (const block of shown) texts.set(block, textOf(block, outcome) || block.text);
    }
    const lines = page.text.split('\n');
    // From the end, so that the lines of the blocks above stay where they are.
    for (const [block, text] of [...texts].sort(([a], [b]) => b.line - a.line)) {
      lines.splice(block.line - 1, block.text === '' ? 0 : block.text.split('\n').length, ...text.split('\n'));
    }
    if (lines.join('\n') !== page.text) writeFileSync(join(ROOT, page.file), lines.join('\n'));
  }
}
