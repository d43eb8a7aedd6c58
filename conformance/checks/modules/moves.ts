import { join } from 'node:path';
import type { DerivedModule } from '../../../lib/modules/module';
import { moduleFiles } from '../../../lib/modules/module-files';
import type { Move } from '../../../lib/modules/moves';
import type { OfflineTerraform } from '../../referees/terraform';
import { inWorkFolder } from '../../referees/terraform/work-folder';
import { CALL, PROVIDERS } from './uses';
import { writeFiles } from './workspace';

/** A call of a module, and addresses that its resources could have had in an earlier version. */
interface Renamed {
  readonly module: string;
  readonly call: string;
  readonly moves: readonly Move[];
}

const RENAMED: readonly Renamed[] = [
  {
    module: 'microservice-infra',
    call: `${CALL}  environment = "production"\n`,
    moves: [
      { from: 'kubernetes_namespace_v1.space', to: 'kubernetes_namespace_v1.namespace' },
      { from: 'kubernetes_namespace_v1.space_kept', to: 'kubernetes_namespace_v1.namespace_kept' },
      { from: 'aws_iam_role.first', to: 'aws_iam_role.second' },
      { from: 'aws_iam_role.second', to: 'aws_iam_role.role' },
    ],
  },
  {
    module: 'object-bucket',
    call: `${CALL.replace('microservice-infra', 'object-bucket')}  environment = "staging"\n  bucket_name = "payments-files"\n`,
    moves: [{ from: 'aws_s3_bucket.main', to: 'aws_s3_bucket.this' }],
  },
];

/** Applies an earlier version of modules, and plans the one with `moved` blocks; without them, the plan is another. */
export async function tryMoves(terraform: OfflineTerraform, modules: readonly DerivedModule[]): Promise<string[]> {
  const problems: string[] = [];
  for (const renamed of RENAMED) {
    const { module, moves } = renamed;
    const derived = modules.find(({ kind }) => kind.name === module)!;
    const [moved, lost] = [await planned(terraform, derived, renamed, moves), await planned(terraform, derived, renamed, [])];
    if (moved.length > 0) problems.push(`${module}: moves leave changes: ${moved.join(', ')}`);
    if (lost.length === 0) problems.push(`${module}: nothing notices that moves are missing`);
  }
  return problems;
}

/** What a plan changes after the version with the first addresses was applied; the error, if there is no plan. */
async function planned(terraform: OfflineTerraform, derived: DerivedModule, renamed: Renamed, moves: readonly Move[]): Promise<string[]> {
  return inWorkFolder(async (work) => {
    writeFiles(work, { 'main.tf': `${PROVIDERS}module "x" {\n${renamed.call}}\n` });
    const folder = join(work, renamed.module);
    writeFiles(folder, former(moduleFiles(derived), renamed.moves));
    await terraform.applyHere(work);
    writeFiles(folder, moduleFiles(derived, moves));
    try {
      const { resource_changes: changes = [] } = await terraform.planHere(work);
      const actions = changes.map(({ address, change }) => `${change.actions.join()} ${address}`);
      return actions.filter((each) => !each.startsWith('no-op '));
    } catch (error) {
      return [(error as Error).message];
    }
  });
}

/** The files of a module whose resources have their first addresses. */
function former(files: Readonly<Record<string, string>>, moves: readonly Move[]): Record<string, string> {
  const back = [...moves].reverse();
  return Object.fromEntries(Object.entries(files).map(([name, text]) => [name, back.reduce(undone, text)]));
}

function undone(text: string, { from, to }: Move): string {
  const [type, name] = to.split('.');
  const [, before] = from.split('.');
  return text.replaceAll(`"${type}" "${name}"`, `"${type}" "${before}"`).replaceAll(new RegExp(`\\b${type}\\.${name}\\b`, 'g'), from);
}
