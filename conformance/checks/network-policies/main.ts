// Has Cyclonus say who reaches whom, and our evaluator with it, and prints the outcome as a step of a report gives it back.
import { buildCyclonus } from '../../referees/network-policies/cyclonus';
import { checkStacks } from '../../referees/terraform';
import { outcomeOf, type Outcome } from '../crossplane/outcome';
import { compareFindings, type Finding } from '../guarantees/findings';
import { needTerraform } from '../guarantees/need-terraform';
import { METADATA } from './addresses';
import { environmentsOf, type Environment } from './environments';
import { generatedEnvironments } from './generated';
import type { PolicyObject } from './planned';
import { askOurs, askTheirs, questionsOf, type Question } from './questions';

/** How much of an environment is asked, and how the answers are held against each other. */
interface CheckOptions {
  /** Policies that only Cyclonus is told of. */
  readonly more?: readonly PolicyObject[];
  /** Asks only some of the questions. */
  readonly everyNth?: number;
  /** Whether our evaluator may leave open what Cyclonus decides by the address of each pod. */
  readonly mayDepend?: boolean;
}

/** Every question of generated environments would take minutes; of a pod it is not known there which addresses it may have. */
const GENERATED: CheckOptions = { everyNth: 23, mayDepend: true };

/** What one environment's questions gave. */
interface Checked {
  readonly asked: number;
  readonly allowed: number;
  readonly disagreements: readonly string[];
  /** Pods that reach the metadata service, by Cyclonus. */
  readonly findings: readonly Finding[];
}

async function outcome(outdir: string): Promise<Outcome> {
  let binary: string;
  try {
    needTerraform();
    binary = buildCyclonus();
  } catch (error) {
    // A machine that cannot run them says nothing about our policies.
    return { notRun: (error as Error).message };
  }
  const environments = environmentsOf(outdir, await checkStacks(outdir));
  const checked = environments.map((environment) => check(binary, environment));
  const generated = generatedEnvironments(60).map((each) => check(binary, each, GENERATED));
  const findings = checked.flatMap((each) => each.findings);
  const compared = compareFindings(['cyclonus'], findings);
  const [asked, allowed, more] = [sum(checked, 'asked'), sum(checked, 'allowed'), sum(generated, 'asked')];
  const problems = [
    ...(allowed > 0 ? [] : ['nobody reaches anybody: there is nothing to compare']),
    ...[...checked, ...generated].flatMap(({ disagreements }) => disagreements),
    ...compared.problems,
    ...environments.flatMap((environment) => problemsOfPlant(binary, environment)),
  ];
  const note = [
    `${asked} questions in ${environments.length} environments, ${allowed} of them answered with yes`,
    `${findings.length} ways to the metadata service`,
    `${more} questions under ${generated.length} generated sets of policies`,
    `${environments.length} planted policies`,
  ].join('; ');
  return outcomeOf(asked + more, problems, note);
}

function check(binary: string, { name, cluster, network, ends }: Environment, options: CheckOptions = {}): Checked {
  const { more = [], everyNth = 1, mayDepend = false } = options;
  const questions = questionsOf(ends).filter((_, index) => index % everyNth === 0);
  const theirs = askTheirs(binary, [...network.policies, ...more], questions);
  const answers = questions.map((question, index) => ({ question, theirs: theirs[index], ours: askOurs(cluster, question) }));
  return {
    asked: questions.length,
    allowed: answers.filter((each) => each.ours === 'allowed').length,
    disagreements: answers
      .filter(({ theirs: answer, ours }) => answer !== ours && !(mayDepend && ours === 'depends'))
      .map((each) => `${name}: ${inWords(each.question)}: Cyclonus says ${each.theirs}, our evaluator ${each.ours}`),
    findings: answers
      .filter(({ question, theirs: answer }) => question.from.service && METADATA.includes(question.to.name) && answer !== 'denied')
      .map(({ question }) => metadataFinding(question, name)),
  };
}

/** The metadata service hands out the credentials of the node, which are nothing for a service. */
function metadataFinding(question: Question, environment: string): Finding {
  const where = `${question.from.service}-${environment}/${question.to.name}`;
  return { tool: 'cyclonus', check: 'metadata service', where, message: inWords(question) };
}

/** A policy that opens the metadata service to every pod of a namespace, and that the output does not have. */
function problemsOfPlant(binary: string, environment: Environment): string[] {
  const { namespace } = environment.network.policies[0].metadata;
  const egress = [{ to: [{ ipBlock: { cidr: '169.254.0.0/16' } }], ports: [{ port: 80, protocol: 'TCP' }] }];
  const planted = { metadata: { name: 'planted', namespace }, spec: { podSelector: {}, policyTypes: ['Egress'], egress } };
  const [before, after] = [[], [planted]].map((more) => check(binary, environment, { more }));
  return [
    ...(after.disagreements.length > before.disagreements.length ? [] : [`${environment.name}: nothing disagrees on a planted policy`]),
    ...(after.findings.length > before.findings.length ? [] : [`${environment.name}: a planted way to the metadata service is not found`]),
  ];
}

function sum(all: readonly Checked[], figure: 'asked' | 'allowed'): number {
  return all.reduce((total, each) => total + each[figure], 0);
}

function inWords({ from, to, port, protocol }: Question): string {
  return `${from.name} to ${to.name} on port ${port} of ${protocol}`;
}

void outcome(process.argv[2]).then((result) => console.log(JSON.stringify(result)));
