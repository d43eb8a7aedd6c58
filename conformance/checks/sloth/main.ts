// Compares our rules with those that Sloth generates for the same objectives, over sampled histories: main.ts OUTPUT [HISTORIES] [SEED].
import { buildComparison, compareWithSloth } from '../../referees/sloth/compare';
import type { Answer } from '../../referees/sloth/compare';
import { outcomeOf, type Outcome } from '../crossplane/outcome';
import { firingProblems } from './firing';
import { comparedObjectives } from './objectives';
import { plantedObjectives } from './planted';

/** One history in so many is as long as the period of the budget. */
const LONG = 50;

/** What each difference has to have been seen as at least once, so that none of them is only said to be there. */
const EXPECTED = [
  /^guard: .* a page/, /^guard: .* a ticket/, /^no traffic/, /^never failed/, /^absent/, /^threshold/, /^budget by time/, /^budget lost/,
];

function outcome(histories: number, seed: number): Outcome {
  let binary: string;
  try {
    binary = buildComparison();
  } catch (error) {
    return { notRun: (error as Error).message };
  }
  const objectives = comparedObjectives();
  const long = Math.floor(histories / LONG);
  const answer = compareWithSloth(binary, { seed, short: histories - long, long, objectives });
  console.error(report(answer));
  const problems = [
    ...(answer.unexplainedFirst ?? []),
    ...(answer.unexplained === 0 ? [] : [`${answer.unexplained} differences without a reason`]),
    ...EXPECTED.filter((form) => !Object.keys(answer.differences).some((what) => form.test(what)))
      .map((form) => `no history shows ${form.source}`),
    ...plantedProblems(binary, seed),
    ...firingProblems(binary),
    ...(firingProblems(binary, '').length > 0 ? [] : ['planted: a page without the table was taken for one with it']),
  ];
  const values = Object.values(answer.compared).reduce((sum, count) => sum + count, 0);
  const note = `seed ${seed}: ${answer.histories} histories, ${values} values, ${objectives.length} objectives`;
  return outcomeOf(answer.histories, problems, note);
}

/** A few histories are enough for a fault. */
function plantedProblems(binary: string, seed: number): string[] {
  const [objective] = comparedObjectives();
  return plantedObjectives(objective).flatMap(([what, broken]) => {
    if (broken === undefined) return [`planted: nothing to change for ${what}`];
    const { unexplained } = compareWithSloth(binary, { seed, short: 200, long: 0, objectives: [broken] });
    return unexplained > 0 ? [] : [`planted: nothing was found of ${what}`];
  });
}

function report({ alerts, compared, deviation, differences }: Answer): string {
  const lines = (title: string, all: readonly string[]) => [title, ...[...all].sort().map((line) => `  ${line}`)];
  return [
    ...lines('equal values, and the largest difference as a share of the budget', Object.entries(compared).map(([what, count]) => (
      `${what}: ${count}${what in deviation ? `, ${deviation[what].toExponential(1)}` : ''}`
    ))),
    ...lines('alerts', Object.entries(alerts).map(([what, count]) => `${what}: ${count}`)),
    ...lines('differences', Object.entries(differences).map(([what, { count, example }]) => `${what}: ${count}; ${example}`)),
  ].join('\n');
}

console.log(JSON.stringify(outcome(Number(process.argv[3] ?? 10_000), Number(process.argv[4] ?? 16))));
