// Has a Backstage backend read the catalog of an output and run its templates, and prints the outcome as a step of a report gives it
// back. With --all every repository that a template makes is synthesised.
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { findGit } from '../../referees/argocd';
import { Backend, GitHub, installBackstage } from '../../referees/backstage';
import { inWorkFolder } from '../../referees/terraform/work-folder';
import { outcomeOf, type Outcome } from '../crossplane/outcome';
import { readServices } from './connections';
import { CATALOG_INFO, droppedEntities, entityFilesIn, readEntities } from './files';
import { PLANTED, withoutPlanted, writePlanted } from './planted';
import { catalogOf, danglingRelations, differingRelations, expectedCount, oneSidedRelations } from './relations';
import { notFound } from './search';
import { checkTemplates } from './templates/check';

interface Sources {
  readonly outdir: string;
  /** The folder of all repositories. */
  readonly repositories: string;
  /** The packages of the backend. */
  readonly installed: string;
  readonly work: string;
  readonly all: boolean;
}

async function outcome(outdir: string, all: boolean): Promise<Outcome> {
  const repositories = resolve(outdir, 'repository');
  if (!existsSync(repositories)) return outcomeOf(0, [`${repositories} is not there: no catalog to check`], 'no catalog');
  let installed: string;
  try {
    findGit();
    installed = installBackstage();
  } catch (error) {
    // A machine that cannot have Backstage says nothing about our output.
    return { notRun: (error as Error).message };
  }
  return inWorkFolder(async (work) => check({ outdir, repositories, installed, work, all }));
}

async function check({ outdir, repositories, installed, work, all }: Sources): Promise<Outcome> {
  const services = readServices(outdir);
  const existing = services.map(({ name }) => [name, [join(repositories, name), resolve('apps', name)]]);
  const github = await GitHub.start(work, Object.fromEntries(existing) as Record<string, string[]>);
  try {
    const platform = entityFilesIn(join(repositories, 'platform'));
    const entries = services.map(({ name }) => join(repositories, name, CATALOG_INFO)).filter((file) => existsSync(file)).map(readEntities);
    const planted = readEntities(writePlanted(work));
    const files = [join(repositories, 'platform', 'catalog', CATALOG_INFO), planted.file];
    const backend = await Backend.start({ installed, work, files, config: { integrations: { github: [github.integration] } } });
    try {
      const catalog = catalogOf(await backend.entities());
      const problems = [
        ...(await droppedEntities(backend, catalog, [...platform, ...entries, planted])),
        ...danglingRelations(catalog),
        ...oneSidedRelations(catalog),
        ...differingRelations(catalog, services),
        ...(await notFound(backend, services)),
        ...backend.complaints.map((line) => `Backstage says: ${line}`),
      ];
      const templates = await checkTemplates({ backend, github, work, all }, catalog);
      problems.push(...templates.problems, ...github.unexpected.map((request) => `the GitHub of this check does not know ${request}`));
      const relations = expectedCount(services);
      const note = `${catalog.size} entities, ${relations} relations in both directions, ${PLANTED} planted faults; ${templates.note}`;
      return outcomeOf(catalog.size + relations + PLANTED + templates.count, withoutPlanted(problems), note);
    } finally {
      await backend.stop();
    }
  } finally {
    await github.stop();
  }
}

void outcome(process.argv[2], process.argv.includes('--all')).then((result) => console.log(JSON.stringify(result)));
