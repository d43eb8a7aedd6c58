import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { GitServer } from '../../../referees/cluster';
import { withChartServer } from '../../../referees/helm';
import { COMMON } from '../../helm/charts';
import { together, type Context, type Findings } from '../part';
import { checkBroken, checkForeign } from './apart';
import { addressOf, Cluster, type ArgoCdBinaries, type Surroundings } from './cluster';
import { checkHealed, checkPruned, checkRemoved } from './kept';
import { checkConfiguration, checkImage } from './promotion';
import { Repository } from './repository';
import { checkFailedMigration, checkOrder } from './rollout';
import { checkAdded, checkPlatform, checkServices } from './started';
import { outputWith } from './tree';

/** What the GitOps repository and the charts are called in the output. */
const REPOSITORY = 'https://github.com/acme/platform-apps.git';
const CHARTS = 'ghcr.io/acme/charts';

/** A workload with a volume ends before its next version starts; the part `Run` has longer graces. */
const SHORTER = { 'terminationGracePeriodSeconds: 30': 'terminationGracePeriodSeconds: 10' };

/** The service that comes by a pull request, one that only has neighbours, and one with a migration and data. */
const ADDED = 'payment-service';
const NEIGHBOUR = 'ledger-worker';
const MIGRATED = 'storefront';

/** A private registry, as that of an organisation is. */
const LOGIN = { user: 'argocd', password: 'a token' };

/** The clusters that follow one repository. */
export interface Environments {
  readonly production: Context;
  readonly staging: Context;
}

/** The controllers of an Argo CD in each cluster deploy the GitOps tree from a repository, and what becomes of changes to it. */
export async function checkArgoCd(
  contexts: Environments, binaries: ArgoCdBinaries, outdir: string, schemas: readonly string[],
): Promise<Findings> {
  const { production: { folder } } = contexts;
  const git = await GitServer.start(folder);
  try {
    return await withChartServer(binaries.helm, [COMMON], async (charts) => {
      const other = { [REPOSITORY]: git.url, [CHARTS]: addressOf(charts), ...SHORTER };
      const repository = new Repository(git, outputWithOther(outdir, join(folder, 'output'), other));
      const surroundings = { binaries, repository, charts, login: LOGIN, schemas, named: REPOSITORY };
      return withClusters(contexts, surroundings, async (production, staging) => deliver(production, staging, join(folder, 'changed')));
    }, LOGIN);
  } finally {
    git.stop();
  }
}

function outputWithOther(outdir: string, folder: string, texts: Readonly<Record<string, string>>): string {
  mkdirSync(folder);
  return outputWith(outdir, folder, (_, text) => (
    Object.entries(texts).reduce((before, [one, other]) => before.replaceAll(one, other), text)
  ));
}

async function withClusters(
  { production, staging }: Environments, surroundings: Surroundings, action: (production: Cluster, staging: Cluster) => Promise<Findings>,
): Promise<Findings> {
  const started = await Promise.allSettled([production, staging].map(async (context) => Cluster.start(context, surroundings)));
  try {
    const [first, second] = started.map((each) => {
      if (each.status === 'rejected') throw each.reason;
      return each.value;
    });
    return await action(first, second);
  } finally {
    await Promise.all(started.map(async (each) => (each.status === 'fulfilled' ? each.value.stop() : undefined)));
  }
}

async function deliver(first: Cluster, second: Cluster, folder: string): Promise<Findings> {
  const [production, staging] = [first.delivery, second.delivery];
  const { environment, repository } = production;
  await repository.sync([staging.environment, environment]);
  rmSync(repository.fileOf('apps', ADDED), { recursive: true });
  const commit = await repository.merge('feat: the platform and its services');
  const begun = await Promise.all([first, second].map(async (cluster) => {
    await cluster.begin();
    return [await checkPlatform(cluster.delivery, commit), await checkServices(cluster.delivery, [MIGRATED, NEIGHBOUR], commit)];
  }));
  const pair = { bad: NEIGHBOUR, good: ADDED };
  const both = { production, staging };
  return together([
    first.made,
    second.made,
    ...begun.flat(),
    await checkOrder(production, MIGRATED),
    await checkAdded(both, ADDED),
    await checkImage(both, MIGRATED),
    await checkConfiguration(both, MIGRATED, folder),
    await checkHealed(production, production.namespaceOf(ADDED), ADDED),
    await checkPruned(production, ADDED),
    await checkForeign(production, pair),
    await checkBroken(production, pair),
    await checkFailedMigration(production, MIGRATED),
    await checkRemoved(both, ADDED),
  ]);
}
