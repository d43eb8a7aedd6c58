import * as fs from 'node:fs';
import * as path from 'node:path';
import { describeProblem, showPath } from '../../../core/problems';
import { Status } from '../../decide';
import { counted } from '../../output';
import type { Output } from '../../output';
import { Refusal, refuseTrouble, Trouble } from '../../refusal';
import { filesOf } from '../archive';
import { DISCOVERY_FILE } from '../layout';
import { modulesIn } from '../published';
import type { PublishedModule } from '../published';
import { Folder } from '../serve/folder';
import { Damaged, Store } from '../serve/store';
import type { Version } from '../version';
import { registryIn, repositoryOf } from './address';
import type { RegistryAddress } from './address';
import { artifactOf } from './artifact';
import type { Artifact } from './artifact';
import { Repository } from './repository';

/** The options of `golden-path registry push`. */
export interface PushOptions {
  readonly root: string;
  readonly to: string;
  readonly namespace: string;
  readonly plainHttp?: boolean;
}

/** A version that is published in the folder, and what has its tag. */
interface Found {
  readonly source: string;
  readonly tag: string;
  readonly repository: Repository;
  readonly artifact: Artifact;
  /** The digest of what has the tag in the registry. */
  readonly there: string | undefined;
}

const COMMAND = 'registry push';

/** Pushes all versions of a registry's folder that an OCI registry lacks. All of them are compared before anything is pushed. */
export async function pushRegistry(options: PushOptions, output: Output): Promise<Status> {
  const refusal = new Refusal(COMMAND);
  const registry = refusal.attempt('--to', () => registryIn(options.to, options.plainHttp));
  const modules = refusal.attempt(showPath(options.root), () => modulesOf(options));
  refusal.throwIfAny();
  const found: Found[] = [];
  for (const module of modules!) found.push(...await refuseTrouble(COMMAND, options.to, () => compare(options.root, registry!, module)));
  for (const { artifact, source, there } of found) {
    if (there === undefined || there === artifact.digest) continue;
    const got = `another artifact, ${there}, in place of ${artifact.digest}`;
    refusal.add({ path: source, got, allowed: 'the published version, or nothing', fix: 'publish the next version' });
  }
  refusal.throwIfAny();
  return pushMissing(found, output);
}

function modulesOf({ namespace, root }: PushOptions): PublishedModule[] {
  if (!fs.existsSync(path.join(root, DISCOVERY_FILE))) {
    throw new Trouble(`a folder without ${DISCOVERY_FILE}`, 'what golden-path registry build wrote', 'check --root');
  }
  const modules = modulesIn(root).filter(({ address }) => address.namespace === namespace);
  if (modules.length === 0) throw new Trouble(`no module of the namespace ${namespace}`, 'at least one', 'check --namespace');
  return modules;
}

async function compare(root: string, registry: RegistryAddress, { address, versions }: PublishedModule): Promise<Found[]> {
  const store = new Store(new Folder(root));
  const repository = new Repository(registry, address.name, process.env);
  const found: Found[] = [];
  for (const { text: tag } of versions) {
    const artifact = artifactOf(address.name, tag, filesOf(await archiveIn(store, address, tag)));
    const source = `oci://${registry.host}/${repositoryOf(registry, address.name)}?tag=${tag}`;
    found.push({ source, tag, repository, artifact, there: await repository.digestOf(tag) });
  }
  return found;
}

async function archiveIn(store: Store, address: PublishedModule['address'], version: Version['text']): Promise<Buffer> {
  try {
    return (await store.archive(address, version))!;
  } catch (error) {
    if (!(error instanceof Damaged)) throw error;
    throw new Trouble(error.message, 'the files that registry build wrote', 'restore them as they were published');
  }
}

/** Pushes the versions whose tags are free. A registry that refuses one has those before it. */
async function pushMissing(found: readonly Found[], output: Output): Promise<Status> {
  for (const { artifact, repository, source, tag, there } of found) {
    try {
      if (there === undefined) await repository.push(tag, artifact);
    } catch (error) {
      if (!(error instanceof Trouble)) throw error;
      const { allowed, fix, got } = error;
      const problem = describeProblem({ path: source, got, allowed, fix });
      output.complain(`golden-path ${COMMAND} stopped. Run it again to push the rest.\n  ${problem}\n`);
      return Status.REFUSED;
    }
    output.print(`${there === undefined ? 'pushed   ' : 'unchanged'} ${source}\n          ${artifact.digest}\n`);
  }
  const pushed = found.filter(({ there }) => there === undefined).length;
  output.print(`${counted(pushed, 'version')} pushed, ${found.length - pushed} unchanged.\n`);
  return Status.DONE;
}
