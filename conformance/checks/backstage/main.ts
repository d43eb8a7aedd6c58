// Has a Backstage backend read the catalog of an output and run its templates, and prints the outcome as a step of a report gives it
// back. With --all every two choices of a template are tried together; with --update the page of the catalog gets the new drawing.
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { findGit } from '../../referees/argocd';
import { Backend, GitHub, installBackstage } from '../../referees/backstage';
import { inWorkFolder } from '../../referees/terraform/work-folder';
import { outcomeOf, type Outcome } from '../crossplane/outcome';
import { readServices } from './connections';
import { draw, drawingProblems } from './drawing';
import { CATALOG_INFO, droppedEntities, platformFiles, readEntities } from './files';
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
  /** Whether the drawing on the page is written again. */
  readonly update: boolean;
}

async function outcome(outdir: string, options: Pick<Sources, 'all' | 'update'>): Promise<Outcome> {
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
  return inWorkFolder(async (work) => check({ ...options, outdir, repositories, installed, work }));
}

async function check({ outdir, repositories, installed, work, all, update }: Sources): Promise<Outcome> {
  const services = readServices(outdir);
  const existing = services.map(({ name }) => [name, [join(repositories, name), resolve('apps', name)]]);
  const github = await GitHub.start(work, Object.fromEntries(existing) as Record<string, string[]>);
  try {
    const platform = platformFiles(join(repositories, 'platform'));
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
        ...drawingProblems(draw(catalog, services), update),
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

const [outdir, ...options] = process.argv.slice(2);
const chosen = { all: options.includes('--all'), update: options.includes('--update') };
void outcome(outdir, chosen).then((result) => console.log(JSON.stringify(result)));
