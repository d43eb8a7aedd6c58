import type { NewFile } from '../infrastructure/new-file';
import type { Part, SkeletonFile } from './parts';
import { OPTIONS } from './service-values';
import type { Option, ServiceValues, ValueName } from './service-values';

/** A file of a template's skeleton. */
export interface TemplateFile extends NewFile {
  /** Absent if every service has the file. */
  readonly option?: Option;
}

/**
 * What Backstage's `fetch:template` reads as the beginning of an expression, a tag or a comment, or as an end that it refuses.
 *
 * @see https://backstage.io/docs/features/software-templates/builtin-actions
 * @see https://mozilla.github.io/nunjucks/templating.html#custom-delimiters
 */
const SPECIAL = /\$\{\{|\{%|\{#|#\}/g;

/**
 * The files of a skeleton as `fetch:template` renders them, from the values of its step.
 *
 * @see https://backstage.io/docs/features/software-templates/writing-templates
 */
export function templateFiles(files: readonly SkeletonFile[]): TemplateFile[] {
  return files.map(({ path, parts, executable, option }) => ({
    path: templateOf(path),
    text: templateOf(parts),
    executable,
    option,
  }));
}

/** The expression of a value in a skeleton. */
function inValues(name: ValueName): string {
  return `values.${name}`;
}

/** Whole lines stand between the tags, so that nothing is left of a part that a service does not have. */
function templateOf(parts: readonly Part[]): string {
  return parts
    .map((part) => {
      if (typeof part === 'string') return part.replace(SPECIAL, (found) => `\${{ "${found}" }}`);
      if ('option' in part) return `{% if ${conditionOf(part.option, inValues)} %}${templateOf(part.parts)}{% endif %}`;
      return `\${{ ${inValues(part.value)}${part.isJson ? ' | dump' : ''} }}`;
    })
    .join('');
}

/** The condition of an option, of an expression for each value. */
export function conditionOf(option: Option, of: (name: keyof ServiceValues) => string): string {
  return OPTIONS[option].expression(of);
}
