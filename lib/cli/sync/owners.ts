import { showPath } from '../../core/problems';
import { hashOf } from '../../output/file-hashes';
import { GITOPS } from '../../output/gitops-tree';
import { RECORD } from '../../output/record';
import type { RecordedStack } from '../../output/record';
import { PLATFORM } from '../../platform/ownership';
import { Checkout } from '../checkout';
import { environmentOf } from '../gitops/layout';
import { promotedOnly } from '../gitops/promoted-only';
import { readManifest, readRecord } from '../lock/synthesised';
import type { Refusal } from '../refusal';

/** The owner of a folder in the tree. */
export interface Owner {
  readonly team?: string;
  /** The reviewers, in the format of a CODEOWNERS file. */
  readonly codeOwner?: string;
}

/** The data that a synth records about the folders of its tree. */
export class TreeOwners {
  public constructor(
    /** The stacks of the last synth, by name. */
    private readonly stacks: ReadonlyMap<string, RecordedStack>,
    /** The stacks of an earlier synth whose files are still in the output. */
    private readonly former: ReadonlyMap<string, RecordedStack>,
    /** The hash of each file that the synth wrote. */
    private readonly files: Readonly<Record<string, string>>,
  ) {}

  /** The owner of a folder, or nothing if no stack of the synth writes it. */
  public ownerOf(folder: string): Owner | undefined {
    return matching(this.stacks, folder).at(0)?.[1];
  }

  /** The environments of a folder that only a promotion changes: those of production, if there is another one that comes first. */
  public promotedOnly(folder: string): ReadonlySet<string> {
    const stacks = matching(this.stacks, folder).map(([name, stack]) => ({ ...stack, name }));
    const promoted = promotedOnly(stacks);
    return new Set(stacks.filter(({ name }) => promoted.has(name)).map(({ environment }) => environment));
  }

  /** Whether only an earlier synth wrote a folder, because its stacks were removed. */
  public isLeftBehind(folder: string): boolean {
    return this.ownerOf(folder) === undefined && matching(this.former, folder).length > 0;
  }

  /** Whether the synth wrote a file of a folder with this content. */
  public wrote(folder: string, file: string, text: string): boolean {
    const environment = folder.startsWith('apps/') ? environmentOf(file) : undefined;
    const path = `${GITOPS}/${folder}/${file}`;
    const isSame = Object.hasOwn(this.files, path) && this.files[path] === hashOf(path, Buffer.from(text));
    return isSame && matching(this.stacks, folder).some(([, stack]) => environment === undefined || stack.environment === environment);
  }
}

/** Reads the record of an output folder, or adds its problems to the refusal. */
export function readOwners(from: string, refusal: Refusal): TreeOwners | undefined {
  const output = refusal.attempt(showPath(from), () => Checkout.at(from, 'run npm run synth first, or set its output folder with --from'));
  if (!output) return undefined;
  const record = refusal.attempt(`${from}/${RECORD}`, () => readRecord(output));
  const manifest = refusal.attempt(`${from}/manifest.json`, () => readManifest(output));
  if (!record || !manifest) return undefined;
  const made = new Set(manifest.map(({ name }) => name));
  const all = Object.entries(record.stacks);
  return new TreeOwners(
    new Map(all.filter(([name]) => made.has(name))),
    new Map(all.filter(([name]) => !made.has(name))),
    record.files,
  );
}

function matching(stacks: ReadonlyMap<string, RecordedStack>, folder: string): [string, RecordedStack][] {
  const [area, name] = folder.split('/');
  return [...stacks].filter(([stack, { environment, service }]) =>
    area === 'apps' ? service === name : service === undefined && environment === name && stack === `${PLATFORM}-${name}`,
  );
}
