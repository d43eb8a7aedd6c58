import { ServiceStack } from '@golden-path/constructs';
import type { Platform } from '@golden-path/constructs';
import { App } from 'cdktf';
import { Construct } from 'constructs';
import { synthesise } from '../../../lib/modules/derive/synthesise';
import type { Inputs, ModuleKind } from '../../../lib/modules/kinds/kind';
import type { StackJson } from '../../referees/terraform';

/** What the construct says of some inputs: its stack, or the problems for which it refuses them. */
export type Verdict = { readonly stack: StackJson } | { readonly refused: readonly { readonly path: string; readonly allowed: string }[] };

/** Has the construct judge inputs, in the ServiceStack that a team would have. */
export function judge(kind: ModuleKind, platform: Platform, inputs: Inputs): Verdict {
  try {
    const { environment, serviceName } = inputs;
    const stack = new ServiceStack(new App({ outdir: 'cdktf.out' }), `${serviceName}-${environment}`, { platform, environment });
    const scope = new Construct(stack, 'Module');
    kind.build(scope, inputs);
    stack.prepareStack();
    return { stack: own(stack.toTerraform() as StackJson & { readonly output?: object }, `${scope.node.path}/`, kind) };
  } catch (error) {
    const { name, problems } = error as { name: string; problems: { path: string; allowed: string }[] };
    if (name !== 'GoldenPathError') throw error;
    const [{ name: environment }] = platform.environments;
    const [{ name: teamName }] = platform.teams;
    // Data is judged after the service that owns it: what is wrong with both is said one after the other.
    const owned = problemsInPlainStack(kind, platform, { ...inputs, serviceName: 'quay', teamName, environment });
    return { refused: [...problems, ...problemsInPlainStack(kind, platform, inputs), ...owned] };
  }
}

/** A ServiceStack refuses a name before the construct sees it: in a stack with another name, the construct itself says what is wrong. */
function problemsInPlainStack(kind: ModuleKind, platform: Platform, inputs: Inputs): { path: string; allowed: string }[] {
  try {
    synthesise(kind, platform, inputs);
    return [];
  } catch (error) {
    return (error as { problems?: { path: string; allowed: string }[] }).problems ?? [];
  }
}

/** The stack without what only stands beside the construct of the module. */
function own(stack: StackJson & { readonly output?: object }, path: string, kind: ModuleKind): StackJson {
  const types = Object.entries(stack.resource ?? {}) as [string, Record<string, { '//': { metadata: { path: string } } }>][];
  const resource: Record<string, object> = {};
  for (const [type, named] of types) {
    const kept = Object.entries(named).filter(([, body]) => body['//'].metadata.path.startsWith(path));
    if (kept.length > 0) resource[type] = Object.fromEntries(kept);
  }
  return { ...stack, resource, ...(kind.outputs && { output: undefined }) } as StackJson;
}
