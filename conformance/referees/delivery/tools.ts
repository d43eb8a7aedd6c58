import { stepsOf, type Workflow } from '../../../test/workflows/workflow-file';
import { buildGoProgram, type GoProgram } from '../crossplane/go-program';

/** Where the source of each tool is: the name of its module, and its program in there. */
const SOURCES: Readonly<Record<string, { readonly module: string; readonly main: string }>> = {
  cosign: { module: 'github.com/sigstore/cosign/v3', main: './cmd/cosign' },
  crane: { module: 'github.com/google/go-containerregistry', main: './cmd/crane' },
  grype: { module: 'github.com/anchore/grype', main: './cmd/grype' },
  syft: { module: 'github.com/anchore/syft', main: './cmd/syft' },
};

/** A build from scratch takes long; what is compiled is kept, so that a later run finishes it. */
const PATIENCE_MINUTES = 20;

/** The tools that a workflow downloads, in the versions that it pins. */
export function pinnedTools(workflow: Workflow): GoProgram[] {
  const lines = stepsOf(workflow).flatMap(({ step }) => String(step.env?.TOOLS ?? '').split('\n'));
  const pinned = new Map(lines.filter((line) => line.trim() !== '').map((line) => {
    const [name, address] = line.trim().split(' ');
    const version = /\/releases\/download\/(v[\d.]+)\//.exec(address)?.[1];
    if (!(name in SOURCES) || version === undefined) throw new Error(`nothing here says where the source of ${name} ${address} is`);
    return [name, { name, version, ...SOURCES[name], patienceMinutes: PATIENCE_MINUTES }] as const;
  }));
  return [...pinned.values()];
}

/** The programs of the tools by their names. Throws with the reason if one cannot be built. */
export function buildTools(tools: readonly GoProgram[]): Record<string, string> {
  return Object.fromEntries(tools.map((tool) => [tool.name, buildGoProgram(tool).binary]));
}
