import type { Diagnostic } from './diagnostics';

/** A line of `terraform test -json`. */
interface Line {
  readonly '@testfile'?: string;
  readonly diagnostic?: Diagnostic;
  readonly test_status?: string;
}

/**
 * The errors of each test file that has one. What no file is named for stands under an empty path.
 *
 * @see https://developer.hashicorp.com/terraform/internals/machine-readable-ui
 */
export function errorsByFile(output: string): Map<string, Diagnostic[]> {
  const found = new Map<string, Diagnostic[]>();
  for (const line of output.split('\n').filter((text) => text.startsWith('{'))) {
    const { diagnostic, '@testfile': file = '' } = JSON.parse(line) as Line;
    if (diagnostic?.severity === 'error') found.set(file, [...(found.get(file) ?? []), diagnostic]);
  }
  return found;
}
