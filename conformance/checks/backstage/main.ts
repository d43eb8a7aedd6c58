// Has a Backstage backend read the catalog of an output and run its templates, and prints the outcome as a step of a report gives it
// back. With --all every two choices of a template are tried together; with --update the page of the catalog gets the new drawing.
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { findGit } from '../../referees/argocd';
import { Backend, buildActions, GitHub, installBackstage, Neighbours } from '../../referees/backstage';
import { inWorkFolder } from '../../referees/terraform/work-folder';
import { outcomeOf, type Outcome } from '../crossplane/outcome';
import { readServices, type Service } from './connections';
import { draw, drawingProblems } from './drawing';
import { CATALOG_INFO, droppedEntities, platformFiles, readEntities } from './files';
import { PLANTED, withoutPlanted, writePlanted } from './planted';
import { catalogOf, danglingRelations, differingRelations, expectedCount, oneSidedRelations } from './relations';
import { notFound } from './search';
import { shownSecrets } from './templates/actions';
import { checkTemplates } from './templates/check';
import { writePlantedTemplate } from './templates/planted-actions';

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

async function check(sources: Sources): Promise<Outcome> {
  const { outdir, repositories, work } = sources;
  const services = readServices(outdir);
  const existing = services.map(({ name }) => [name, [join(repositories, name), resolve('apps', name)]]);
  const neighbours = await Neighbours.start();
  const github = await GitHub.start(work, Object.fromEntries(existing) as Record<string, string[]>, [neighbours.proposals]);
  try {
    return await checkBackend(sources, services, github, neighbours);
  } finally {
    await Promise.all([github.stop(), neighbours.stop()]);
  }
}

async function checkBackend(sources: Sources, services: readonly Service[], github: GitHub, neighbours: Neighbours): Promise<Outcome> {
  const { repositories, installed, work, all, update } = sources;
  const platform = platformFiles(join(repositories, 'platform'));
  const entries = services.map(({ name }) => join(repositories, name, CATALOG_INFO)).filter((file) => existsSync(file)).map(readEntities);
  const planted = readEntities(writePlanted(work));
  const files = [join(repositories, 'platform', 'catalog', CATALOG_INFO), planted.file, writePlantedTemplate(work)];
  const config = { integrations: { github: [github.integration] }, goldenPath: neighbours.settings };
  const backend = await Backend.start({ installed, work, files, config, modules: [buildActions(installed, work)] });
  try {
    const catalog = catalogOf(await backend.entities());
    const problems = [
      ...(await droppedEntities(backend, catalog, [...platform, ...entries, planted])),
      ...danglingRelations(catalog),
      ...oneSidedRelations(catalog),
      ...differingRelations(catalog, services),
      ...(await notFound(backend, services)),
      ...drawingProblems(draw(catalog, services), update),
    ];
    const templates = await checkTemplates({ backend, github, neighbours, work, all }, catalog);
    problems.push(
      ...templates.problems,
      ...backend.complaints.map((line) => `Backstage says: ${line}`),
      ...shownSecrets(neighbours, 'Backstage', backend.printed),
      ...github.unexpected.map((request) => `the GitHub of this check does not know ${request}`),
    );
    const relations = expectedCount(services);
    const note = `${catalog.size} entities, ${relations} relations in both directions, ${PLANTED} planted faults; ${templates.note}`;
    return outcomeOf(catalog.size + relations + PLANTED + templates.count, withoutPlanted(problems), note);
  } finally {
    await backend.stop();
  }
}

const [outdir, ...options] = process.argv.slice(2);
const chosen = { all: options.includes('--all'), update: options.includes('--update') };
void outcome(outdir, chosen).then((result) => console.log(JSON.stringify(result)));
