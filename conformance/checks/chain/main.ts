// Executes the steps of the delivery workflow on a service that begins as a skeleton, up to the digest in a GitOps repository, plants
// faults on the way, and prints the outcome as a step of a report gives it back, with a table of all that was executed.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readWorkflow } from '../../../test/workflows/workflow-file';
import { Buildah, whyNoBuildah } from '../../referees/delivery/buildah';
import { serveRegistry } from '../../referees/delivery/registry';
import { buildTools, pinnedTools } from '../../referees/delivery/tools';
import { outcomeOf, type Outcome } from '../crossplane/outcome';
import { Chain } from './chain';
import { ChainTable } from './table';

const WORKFLOW = 'delivery.yml';

async function outcome(): Promise<Outcome & { readonly table?: string }> {
  const missing = whyNoBuildah();
  if (missing !== undefined) return { notRun: missing };
  const pinned = pinnedTools(readWorkflow(WORKFLOW));
  let tools: Record<string, string>;
  try {
    tools = buildTools(pinned);
  } catch (error) {
    // A machine that cannot build them says nothing about the workflow.
    return { notRun: (error as Error).message };
  }
  const folder = mkdtempSync(join(tmpdir(), 'golden-path-chain-'));
  const registry = await serveRegistry(tools.crane, join(folder, 'registry'));
  const table = new ChainTable();
  const versions = Object.fromEntries(pinned.map(({ name, version }) => [name, `${name} ${version}`]));
  const chain = new Chain({ folder, tools, versions, host: registry.host, buildah: new Buildah(join(folder, 'buildah')) }, table);
  try {
    await chain.execute();
  } catch (error) {
    table.problems.push((error as Error).stack!);
  } finally {
    registry.stop();
    chain.close();
    rmSync(folder, { recursive: true, force: true });
  }
  return { ...outcomeOf(table.checked, table.problems, Object.values(versions).join(', ')), table: table.text() };
}

void outcome().then((result) => console.log(JSON.stringify(result)));
