import { showPath } from '../../core/problems';
import { Partition } from '../../reports/cache/cache';
import type { RepositoryFiles } from '../../reports/committed/committed';
import { parseConfig } from '../../reports/config/parse';
import type { Missing } from '../../reports/facts/facts';
import { filesOfAll } from '../../reports/github/discovery';
import { openApis } from '../dora/apis';
import type { AskingOptions, Surroundings } from '../dora/apis';
import { readLock } from '../dora/read-lock';
import type { Output } from '../output';
import { Refusal } from '../refusal';
import { readConfig, readText } from './config-file';
import type { EvidenceOptions } from './options';
import { windowOf } from './window';

/** The committed files of repositories, and what of them could not be read. */
export interface ReadRepositories {
  readonly repositories: readonly RepositoryFiles[];
  readonly missing: readonly Missing[];
}

/** The options as they are given: without a folder of checkouts GitHub is asked. */
export type GivenOptions<Options extends EvidenceOptions> =
  Omit<Options, 'repositories'> & AskingOptions & { readonly repositories?: string };

/** Asks GitHub for the committed files of the organisation, unless there is a folder with checkouts. */
export async function withRepositories<Options extends EvidenceOptions>(
  command: string,
  options: GivenOptions<Options>,
  output: Output,
  around: Surroundings,
): Promise<Options> {
  const repositories = options.repositories ?? (await fromGithub(command, options, output, around));
  return { ...options, repositories } as unknown as Options;
}

async function fromGithub(
  command: string,
  options: AskingOptions & Pick<EvidenceOptions, 'config' | 'days' | 'until'>,
  output: Output,
  around: Surroundings,
): Promise<ReadRepositories> {
  const refusal = new Refusal(`golden-path ${command}`);
  // No mistake that is known already waits until a whole organisation was read.
  refusal.attempt(showPath(options.config), () => readConfig(options.config));
  refusal.attempt('--until', () => windowOf(options, new Date(around.clock.now())));
  refusal.throwIfAny();
  const config = parseConfig(readText(options.config), options.config);
  const missing: Missing[] = [];
  const { end, github, progress, store } = await openApis(command, options, config, { config }, output, around);
  const partition = await Partition.open(store, 'organization');
  const reader = { client: github, partition, missing: (one: Missing) => void missing.push(one), readLock };
  const repositories = await filesOfAll(reader, config, true, (done, all) => progress.repository(done, all));
  await end();
  // Readers know a repository of the organisation by its name alone.
  const own = `${config.organization}/`;
  const named = repositories.map((each) => ({ ...each, name: each.name.startsWith(own) ? each.name.slice(own.length) : each.name }));
  return { repositories: named, missing };
}
