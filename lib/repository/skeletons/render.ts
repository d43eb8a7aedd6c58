import type { NewFile } from '../infrastructure/new-file';
import type { Part, SkeletonFile } from './parts';
import { OPTIONS, valueOf } from './service-values';
import type { ServiceValues } from './service-values';

/** The files of a new service, with its values. */
export function renderService(files: readonly SkeletonFile[], values: ServiceValues): NewFile[] {
  return files
    .filter(({ option }) => option === undefined || OPTIONS[option].holds(values))
    .map(({ path, parts, executable }) => ({ path: textOf(path, values), text: textOf(parts, values), executable }));
}

function textOf(parts: readonly Part[], values: ServiceValues): string {
  return parts
    .map((part) => {
      if (typeof part === 'string') return part;
      if ('option' in part) return OPTIONS[part.option].holds(values) ? textOf(part.parts, values) : '';
      const value = valueOf(values, part.value);
      return part.isJson ? JSON.stringify(value) : String(value);
    })
    .join('');
}
