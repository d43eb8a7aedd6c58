import { mkdirSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import {
  refOf, runTemplate, shortRef, type Backend, type Change, type Entity, type GitHub, type Neighbours, type Task,
} from '../../../referees/backstage';
import { Tally } from '../../skeletons/tally';
import { targetsOf, type Catalog } from '../relations';
import { actionProblems, ACTIONS, linkProblems, shownSecrets, unusedActions } from './actions';
import { differencesFromInit, PLANTED_DIFFERENCES } from './initialised';
import { isPlanted, missedActions, PLANTED_ACTIONS } from './planted-actions';
import { takenAnswers } from './refusals';
import { fileBytes, synthProblems, textProblems, textsOf, workflowProblems } from './rendered';
import { checkSamples, type Sample } from './samples';
import { trialsOf, type Trial } from './trials';

/** What templates are tried with. */
export interface Workshop {
  readonly backend: Backend;
  readonly github: GitHub;
  readonly neighbours: Neighbours;
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
  const templates = [...catalog.values()].filter((entity) => entity.kind === 'Template' && !isPlanted(entity));
  if (templates.length === 0) return { count: 0, problems: ['there is no template'], note: 'no template' };
  const folder = join(workshop.work, 'rendered');
  mkdirSync(folder);
  // As if each had been installed: the library and the platform are those of this repository.
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'), 'junction');
  const missed = await missedActions(workshop);
  const tried: Tried[] = [{ count: PLANTED_ACTIONS, problems: missed, note: `${PLANTED_ACTIONS} planted faults of actions` }];
  const samples: Sample[] = [];
  for (const template of templates) tried.push(await checkTemplate(workshop, template, folder, samples));
  const tally = new Tally();
  await checkSamples(samples, folder, tally);
  const judged = [`${samples.length} planned and linted`, tally.note()].filter(Boolean);
  tried.push({ count: tally.passed, problems: tally.problems, note: judged.join('; ') });
  return {
    count: tried.reduce((sum, { count }) => sum + count, 0),
    problems: tried.flatMap(({ problems }) => problems),
    note: tried.map(({ note }) => note).join('; '),
  };
}

async function checkTemplate(workshop: Workshop, template: Entity, folder: string, samples: Sample[]): Promise<Tried> {
  const trials = trialsOf(template, workshop.all);
  const problems = unusedActions(template);
  problems.push(...(await inTurns(trials, async (trial) => taskProblems(workshop, trial, template, join(folder, trial.name)))).flat());
  const everything = trials.at(-1)!;
  const refused = await takenAnswers(workshop.backend, everything);
  problems.push(...refused.problems);
  // A fault of the texts would be found again in each synth.
  const chosen = workshop.all ? trials : [trials[0], everything];
  const made = problems.length > 0 ? [] : chosen;
  problems.push(...(await inTurns(made, async ({ name }) => synthProblems(join(folder, name), name))).flat());
  if (made.length > 0) samples.push({ language: languageOf(template, everything), name: everything.name });
  const note = `${shortRef(refOf(template))}: ${trials.length} tasks with ${ACTIONS.length} actions each, ${trials.length} repositories ` +
    `as golden-path init writes them, ${refused.tried} wrong answers, ${made.length} repositories synthesised`;
  return { count: trials.length * 2 + refused.tried + made.length + PLANTED_DIFFERENCES, problems, note };
}

/** Runs one task, and looks at the repository that it made and at what it asked of GitHub and of others. */
async function taskProblems(workshop: Workshop, trial: Trial, template: Entity, into: string): Promise<string[]> {
  const { backend, github, neighbours, work } = workshop;
  const { answers, name } = trial;
  const task = await runTemplate(backend, trial.template, answers);
  if ('refused' in task) return [`${name}: the form refuses ${JSON.stringify(answers)}: ${task.refused.join('; ')}`];
  if (task.status !== 'completed') return [`${name}: the task ends as ${task.status}:\n${task.log.slice(-5).join('\n')}`];
  github.checkOut(name, into);
  const files = textsOf(fileBytes(into));
  const pagerDutyId = neighbours.pagerDuty.services.find((service) => service.name === name)?.id;
  return [
    ...skipped(task, name),
    ...settingsProblems(github.changes, name),
    ...actionProblems(neighbours, trial, template),
    ...linkProblems(neighbours, name, task),
    ...shownSecrets(neighbours, name, task.log),
    ...textProblems(files, trial),
    ...(await differencesFromInit(trial, { language: languageOf(template, trial), pagerDutyId }, into, work)),
    ...(await workflowProblems(files, name)),
    ...(await registrationProblems(backend, trial)),
  ];
}

/** The language that was chosen, or the only one of the template. */
function languageOf({ metadata: { tags } }: Entity, { answers: { language } }: Trial): string {
  return String(language ?? (tags as string[])[0]);
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

async function inTurns<T, R>(items: readonly T[], action: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const left = items.map((item, index) => ({ item, index }));
  await Promise.all(Array.from({ length: WIDTH }, async () => {
    for (let next = left.shift(); next; next = left.shift()) results[next.index] = await action(next.item);
  }));
  return results;
}
