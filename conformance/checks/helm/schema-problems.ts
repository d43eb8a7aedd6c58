import { modelProblems } from '../../../test/support/schemas/models';
import type { Rendered } from './check-charts';

/** The kinds of a chart that Kubernetes itself does not have, so that its published schemas say nothing of them. */
export const UNCHECKED_KINDS: readonly string[] = ['HTTPRoute', 'ServiceMonitor'];

/** Where objects are not what the published schemas of Kubernetes say of their kinds; a field that those do not have is one such place. */
export function schemaProblems(rendered: Rendered): string[] {
  const all = [...rendered].flatMap(([title, objects]) => objects.map((object) => ({ title, object })));
  const verdicts = modelProblems(all.map(({ object }) => object));
  return all.flatMap(({ title, object }, index) => {
    const unknown = UNCHECKED_KINDS.includes(object.kind) ? [] : [`there is no schema of ${object.apiVersion} ${object.kind}`];
    return (verdicts[index] ?? unknown).map((problem) => `${title}: ${object.kind} ${object.metadata?.name}: ${problem}`);
  });
}
