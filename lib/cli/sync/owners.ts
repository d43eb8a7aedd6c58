import { groupedBy } from '../../core/grouped-by';
import { showPath } from '../../core/problems';
import { hashOf } from '../../output/file-hashes';
import { GITOPS } from '../../output/gitops-tree';
import { RECORD } from '../../output/record';
import type { RecordedStack } from '../../output/record';
import { PLATFORM } from '../../platform/ownership';
import { Checkout } from '../checkout';
import { environmentOf } from '../gitops/layout';
import { promotedOnly } from '../gitops/promoted-only';
import { readRecord } from '../lock/read-record';
import { readManifest } from '../lock/synthesised';
import type { Refusal } from '../refusal';

/** The owner of a folder in the tree. */
export interface Owner {
  readonly team?: string;
  /** The reviewers, in the format of a CODEOWNERS file. */
  readonly codeOwner?: string;
}

/** What of a stack says whose the folders are that it writes. */
interface OwningStack extends Owner, Pick<RecordedStack, 'environment' | 'production' | 'service'> {
  readonly name: string;
}

/** The data that a synth records about the folders of its tree. */
export class TreeOwners {
  private readonly stacks: ReadonlyMap<string, readonly OwningStack[]>;
  private readonly former: ReadonlyMap<string, readonly OwningStack[]>;

  /**
   * @param stacks the stacks of the last synth
   * @param former the stacks of an earlier synth whose files are still in the output
   * @param files the hash of each file that the synth wrote
   */
  public constructor(
    stacks: readonly OwningStack[],
    former: readonly OwningStack[],
    private readonly files: Readonly<Record<string, string>>,
  ) {
    this.stacks = groupedBy(stacks, folderOf);
    this.former = groupedBy(former, folderOf);
  }

  /** The owner of a folder, or nothing if no stack of the synth writes it. */
  public ownerOf(folder: string): Owner | undefined {
    return this.stacks.get(placeOf(folder))?.[0];
  }

  /** The environments of a folder that only a promotion changes: those of production, if there is another one that comes first. */
  public promotedOnly(folder: string): ReadonlySet<string> {
    const stacks = this.stacks.get(placeOf(folder)) ?? [];
    const promoted = promotedOnly(stacks);
    return new Set(stacks.filter(({ name }) => promoted.has(name)).map(({ environment }) => environment));
  }

  /** Whether only an earlier synth wrote a folder, because its stacks were removed. */
  public isLeftBehind(folder: string): boolean {
    return this.ownerOf(folder) === undefined && this.former.has(placeOf(folder));
  }

  /** Whether the synth wrote a file of a folder with this content. */
  public wrote(folder: string, file: string, text: string): boolean {
    const environment = folder.startsWith('apps/') ? environmentOf(file) : undefined;
    const path = `${GITOPS}/${folder}/${file}`;
    const isSame = Object.hasOwn(this.files, path) && this.files[path] === hashOf(path, Buffer.from(text));
    const stacks = this.stacks.get(placeOf(folder)) ?? [];
    return isSame && stacks.some((stack) => environment === undefined || stack.environment === environment);
  }
}

/** Reads the record of an output folder, or adds its problems to the refusal. */
export function readOwners(from: string, refusal: Refusal): TreeOwners | undefined {
  const output = refusal.attempt(showPath(from), () => Checkout.at(from, 'run npm run synth first, or set its output folder with --from'));
  if (!output) return undefined;
  const record = refusal.attempt(`${from}/${RECORD}`, () => readRecord(output, owning));
  const manifest = refusal.attempt(`${from}/manifest.json`, () => readManifest(output));
  if (!record || !manifest) return undefined;
  const made = new Set(manifest.map(({ name }) => name));
  const all = Object.values(record.stacks);
  return new TreeOwners(
    all.filter(({ name }) => made.has(name)),
    all.filter(({ name }) => !made.has(name)),
    record.files,
  );
}

function owning({ codeOwner, environment, production, service, team }: RecordedStack, name: string): OwningStack {
  return { codeOwner, environment, name, production, service, team };
}

/** The folder that a stack writes; none, if it is that of a team's own stack. */
function folderOf({ environment, name, service }: OwningStack): string {
  if (service !== undefined) return `apps/${service}`;
  return name === `${PLATFORM}-${environment}` ? `${PLATFORM}/${environment}` : '';
}

/** The folder of a service, or of the platform in an environment. */
function placeOf(folder: string): string {
  const [area, name] = folder.split('/');
  return `${area === 'apps' ? area : PLATFORM}/${name}`;
}
