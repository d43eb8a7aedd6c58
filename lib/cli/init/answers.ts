import { GoldenPathError } from '../../core/errors';
import type { Problem } from '../../core/problems';
import { describeProblem, show } from '../../core/problems';
import { Platform } from '../../platform/platform';
import { EXAMPLE_REGION, examplePlatform } from '../../repository/infrastructure/example-platform';
import { isTakenModule } from '../../repository/infrastructure/python-modules';
import { moduleOf } from '../../repository/infrastructure/python-names';
import { nameOf } from '../../repository/infrastructure/repository-limits';
import { SERVICE_NAME_ROOM } from '../../service/derived-names';
import { visible } from '../output';
import { applicationProblems } from './application';
import type { Interview } from './interview';
import { NONE } from './question';
import type { Answers, Question, Surroundings } from './question';
import { appliesTo, flagOf, problemWith, QUESTIONS, standardOf, textOf, unanswered } from './questions';

/** The problems of the answers that flags gave. */
export function problemsWith(given: Answers): Problem[] {
  const single = QUESTIONS.flatMap((question) => {
    const text = given[question.name];
    return text === undefined ? [] : [problemWith(question, text)].filter((problem) => problem !== undefined);
  });
  return single.length > 0 ? single : [...useless(given), ...ofLanguage(given), ...ofPlatform(given), ...ofApplication(given)];
}

/** Answers with the defaults that nobody is asked about and that no answer changes: what rules a flag out is known before any question. */
export function withUnasked(given: Answers, surroundings: Surroundings): Answers {
  const unasked = open(given).filter(({ quiet, only }) => quiet && !only);
  return { ...given, ...Object.fromEntries(unasked.map((question) => [question.name, standardOf(question, given, surroundings)])) };
}

/** Fills in the defaults. A required answer that is missing is a problem. */
export function completeAnswers(given: Answers, surroundings: Surroundings, yes: boolean): { answers: Answers; problems: Problem[] } {
  let answers = given;
  const problems: Problem[] = [];
  for (const question of open(given)) {
    if (!appliesTo(question, answers)) continue;
    const standard = standardOf(question, answers, surroundings);
    if (standard === undefined || !(yes || question.quiet)) problems.push(unanswered(question, standard));
    answers = { ...answers, [question.name]: standard };
  }
  return { answers, problems };
}

/** Asks the questions that no flag answered. Returns nothing if the input ends. */
export async function askOpenQuestions(given: Answers, surroundings: Surroundings, interview: Interview): Promise<Answers | undefined> {
  let answers = given;
  for (const question of open(given)) {
    if (!appliesTo(question, answers)) continue;
    const standard = standardOf(question, answers, surroundings);
    const answer =
      question.quiet && standard !== undefined ? standard : await askUntilSound(question, standard, answers, interview);
    if (answer === undefined) return undefined;
    answers = { ...answers, [question.name]: answer };
  }
  return answers;
}

/** The required questions that no flag answered. */
function open(given: Answers): Question[] {
  return QUESTIONS.filter(({ name, optional }) => given[name] === undefined && !optional);
}

async function askUntilSound(question: Question, standard: string | undefined, answers: Answers, interview: Interview) {
  if (standard === undefined && question.withoutStandard) interview.say(`  No default: ${question.withoutStandard}.\n`);
  for (;;) {
    const line = await interview.ask(textOf(question, standard));
    if (line === undefined) return undefined;
    const answer = line.trim() === '' ? standard : line.trim();
    const problem = answer === undefined ? unanswered(question, undefined) : problemWith(question, answer);
    const [first] = problem ? [problem] : problemsWith({ ...answers, [question.name]: answer });
    if (!first) return answer;
    interview.say(`  ${visible(describeProblem(first)).replaceAll('\n   ', '\n')}\n`);
  }
}

/** The flags that have no effect because of another answer. */
function useless(given: Answers): Problem[] {
  return QUESTIONS.filter((question) => given[question.name] !== undefined && appliesTo(question, given) === false).map(
    (question) => {
      const flag = flagOf(question);
      return { path: flag, got: show(given[question.name]), allowed: `nothing ${question.only!.otherwise}`, fix: `remove ${flag}` };
    },
  );
}

/** A module of Python has to be the one that is imported, and the skeletons have their infrastructure in TypeScript. */
function ofLanguage({ language, platformPackage = NONE, withApp = NONE }: Answers): Problem[] {
  if (language !== 'python') return [];
  const module = moduleOf(nameOf(platformPackage));
  if (isTakenModule(module)) {
    const allowed = `a package whose module is not ${module}, which Python has already`;
    return [{ path: '--platform-package', got: show(platformPackage), allowed, fix: `give it a scope, such as @acme/${module}` }];
  }
  if (withApp === NONE) return [];
  const fix = 'remove --language, or create the code of the service in a repository of its own';
  return [{ path: '--with-app', got: show(withApp), allowed: 'none, together with --language python', fix }];
}

/** The problems that the library reports for the platform that would be written. */
function ofPlatform({ platformPackage, scope = '@example', service = '', environments }: Answers): Problem[] {
  // A user who names environments has no package.
  if ((platformPackage ?? (environments && NONE)) !== NONE) return [];
  try {
    const platform = new Platform(examplePlatform(scope, 'team', environments ?? 'staging,production', EXAMPLE_REGION));
    return platform.environments.flatMap(({ name }) => tooLong(service, name));
  } catch (error) {
    if (!(error instanceof GoldenPathError)) throw error;
    // The example's domain follows from its organization.
    const own = error.problems.filter(({ path }) => path !== 'domain');
    return own.map((problem) => ({ ...problem, path: problem.path === 'organization' ? '--scope' : '--environments' }));
  }
}

/** The problems of a service whose code is in the same repository. A platform that is wrong itself is reported alone. */
function ofApplication(given: Answers): Problem[] {
  return ofPlatform(given).length > 0 ? [] : applicationProblems(given);
}

function tooLong(service: string, environment: string): Problem[] {
  const room = SERVICE_NAME_ROOM - environment.length;
  if (service.length <= room) return [];
  const allowed = `at most ${room}: the namespace ${show(`<service>-${environment}`)} must fit into a DNS label`;
  const fix = `shorten it by ${service.length - room}, or give the environment a shorter name`;
  return [{ path: '--service', got: `${show(service)}, ${service.length} characters`, allowed, fix }];
}
