/**
 * One problem that Terraform reports.
 *
 * @see https://developer.hashicorp.com/terraform/internals/machine-readable-ui#diagnostic
 */
export interface Diagnostic {
  readonly severity: 'error' | 'warning';
  readonly summary: string;
  readonly detail: string;
  /** What the problem is about, such as `aws_iam_role.Role`. */
  readonly address?: string;
  readonly range?: { readonly filename: string; readonly start: { readonly line: number } };
  readonly snippet?: { readonly context: string | null; readonly code: string };
}

/** All errors of one Terraform command, or of one command on many stacks. */
export class TerraformError extends Error {
  public constructor(title: string, public readonly diagnostics: readonly Diagnostic[]) {
    super([title, ...diagnostics.map(describe)].join('\n'));
    this.name = 'TerraformError';
  }
}

/** Commands print one JSON document or one per line; diagnostics stand in either. */
export function diagnosticsIn(output: string): Diagnostic[] {
  return documentsIn(output)
    .flatMap(({ diagnostics, diagnostic }) => diagnostics ?? (diagnostic ? [diagnostic] : []))
    .map(withAddress);
}

/** Many diagnostics have no address and name the block that they stand in, `resource.aws_iam_role.Role`. */
function withAddress(diagnostic: Diagnostic): Diagnostic {
  const { address, snippet } = diagnostic;
  return { ...diagnostic, address: address ?? snippet?.context?.replace(/^resource\./, '') };
}

interface CommandOutput {
  readonly diagnostics?: Diagnostic[];
  readonly diagnostic?: Diagnostic;
}

function documentsIn(output: string): CommandOutput[] {
  const whole = parse(output);
  return whole ? [whole] : output.split('\n').map(parse).filter((document) => document !== undefined);
}

function parse(text: string): CommandOutput | undefined {
  try {
    return JSON.parse(text) as CommandOutput;
  } catch {
    return undefined;
  }
}

function describe({ summary, detail, address, range, snippet }: Diagnostic): string {
  const place = [address, range && `${range.filename}:${range.start.line}`, snippet?.code.trim()].filter(Boolean).join(', ');
  return [`✖ ${summary}`, ...detail ? [detail.replace(/^/gm, '  ')] : [], ...place ? [`  → at ${place}`] : []].join('\n');
}
