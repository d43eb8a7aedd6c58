import { mkdirSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { shortRef, refOf, runTemplate, type Backend, type Change, type Entity, type GitHub, type Task } from '../../../referees/backstage';
import { findTerraform } from '../../../referees/terraform/binary';
import { targetsOf, type Catalog } from '../relations';
import { takenAnswers } from './refusals';
import { filesOf, planProblems, synthProblems, textProblems, workflowProblems } from './rendered';
import { trialsOf, type Trial } from './trials';

/** What templates are tried with. */
export interface Workshop {
  readonly backend: Backend;
  readonly github: GitHub;
  readonly work: string;
  /** Whether every two choices are tried together; otherwise each choice once. */
  readonly all: boolean;
}

/** What was tried, and what went wrong. */
export interface Tried {
  readonly count: number;
  readonly problems: readonly string[];
  readonly note: string;
}

/** How many tasks and syntheses run at a time. */
const WIDTH = 3;

/** Relations are joined after the entities. */
const REGISTER_SECONDS = 20;

/** Runs every template of a catalog for combinations of its choices, and looks at what becomes of it. */
export async function checkTemplates(workshop: Workshop, catalog: Catalog): Promise<Tried> {
  const templates = [...catalog.values()].filter(({ kind }) => kind === 'Template');
  if (templates.length === 0) return { count: 0, problems: ['there is no template'], note: 'no template' };
  const folder = join(workshop.work, 'rendered');
  mkdirSync(folder);
  // As if each had been installed: the library and the platform are those of this repository.
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'), 'junction');
  const tried: Tried[] = [];
  for (const template of templates) tried.push(await checkTemplate(workshop, template, folder));
  return {
    count: tried.reduce((sum, { count }) => sum + count, 0),
    problems: tried.flatMap(({ problems }) => problems),
    note: tried.map(({ note }) => note).join('; '),
  };
}

async function checkTemplate(workshop: Workshop, template: Entity, folder: string): Promise<Tried> {
  const trials = trialsOf(template, workshop.all);
  const problems = (await inTurns(trials, async (trial) => taskProblems(workshop, trial, join(folder, trial.name)))).flat();
  const refused = await takenAnswers(workshop.backend, richest(trials));
  problems.push(...refused.problems);
  // A fault of the texts would be found again in each synth.
  const made = problems.length > 0 ? [] : trials;
  problems.push(...(await inTurns(made, async ({ name }) => synthProblems(join(folder, name), name))).flat());
  if (problems.length === 0 && findTerraform()) {
    for (const { name } of oneOfEachLanguage(made)) problems.push(...(await planProblems(join(folder, name), name)));
  }
  const [tasks, wrong, synthesised] = [trials.length, refused.tried, made.length];
  const note = `${shortRef(refOf(template))}: ${tasks} tasks, ${wrong} wrong answers, ${synthesised} repositories synthesised`;
  return { count: trials.length + refused.tried + made.length, problems, note };
}

/** Runs one task, and looks at the repository that it made and at what it asked of GitHub. */
async function taskProblems({ backend, github }: Workshop, trial: Trial, into: string): Promise<string[]> {
  const { answers, name, template } = trial;
  const task = await runTemplate(backend, template, answers);
  if ('refused' in task) return [`${name}: the form refuses ${JSON.stringify(answers)}: ${task.refused.join('; ')}`];
  if (task.status !== 'completed') return [`${name}: the task ends as ${task.status}:\n${task.log.slice(-5).join('\n')}`];
  github.checkOut(name, into);
  const files = filesOf(into);
  return [
    ...skipped(task, name),
    ...settingsProblems(github.changes, name),
    ...textProblems(files, trial),
    ...(await workflowProblems(files, name)),
    ...(await registrationProblems(backend, trial)),
  ];
}

/** publish:github goes on without what it is refused, and only its log says so. */
function skipped({ log }: Task, name: string): string[] {
  const told = log.filter((line) => /\bSkipping\b|\bwarn\b/.test(line) && !line.endsWith('because its if condition was false'));
  return told.map((line) => `${name}: ${line}`);
}

/** A new repository is created, has topics, and its branch is protected. */
function settingsProblems(changes: readonly Change[], name: string): string[] {
  const own = changes.filter(({ path, body }) => path.includes(`/acme/${name}/`) || (body as { name?: string }).name === name);
  const asked = own.map(({ method, path }) => `${method} ${path.replace(`/repos/acme/${name}`, '')}`);
  const wanted = ['POST /orgs/acme/repos', 'PUT /topics', 'PUT /branches/main/protection', 'PUT /environments/production'];
  return wanted.filter((each) => !asked.includes(each)).map((each) => `${name}: GitHub was not asked for ${each}`);
}

/** The new service is in the catalog, with its owner. */
async function registrationProblems(backend: Backend, { answers, name }: Trial): Promise<string[]> {
  let owner: string | undefined;
  for (const end = Date.now() + REGISTER_SECONDS * 1000; owner === undefined && Date.now() < end; await wait(200)) {
    const { status, body } = await backend.ask<Entity>('GET', `/api/catalog/entities/by-name/component/default/${name}`);
    if (status === 200) owner = targetsOf(body, 'ownedBy').at(0);
  }
  const wanted = shortRef(String(answers.owner));
  return owner === wanted ? [] : [`${name}: its owner in the catalog is ${owner ?? 'nobody'}, and by the form ${wanted}`];
}

/** The trial that answers most, so that most can be wrong. */
function richest(trials: readonly Trial[]): Trial {
  return [...trials].sort((one, other) => Object.keys(other.answers).length - Object.keys(one.answers).length)[0];
}

function oneOfEachLanguage(trials: readonly Trial[]): Trial[] {
  const richestFirst = [...trials].sort((one, other) => Object.keys(other.answers).length - Object.keys(one.answers).length);
  const languages = new Map(richestFirst.reverse().map((trial) => [trial.answers.language, trial]));
  return [...languages.values()];
}

async function inTurns<T, R>(items: readonly T[], action: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const left = items.map((item, index) => ({ item, index }));
  await Promise.all(Array.from({ length: WIDTH }, async () => {
    for (let next = left.shift(); next; next = left.shift()) results[next.index] = await action(next.item);
  }));
  return results;
}
