// Has Kubernetes' own evaluator judge every pod, and our evaluator with it, and prints the outcome as a step of a report gives it back.
import { CONTROLS } from '../../../test/support/pod-security/controls';
import { plantedPods, podWithUnlistedVolume } from '../../../test/support/pod-security/planted-pods';
import { restrictedViolations } from '../../../test/support/pod-security/restricted';
import { helmPrograms, type HelmProgram } from '../../referees/helm';
import { buildEvaluator, evaluateRestricted, type Evaluated } from '../../referees/pod-security/upstream';
import { outcomeOf, type Outcome } from '../crossplane/outcome';
import { renderedCharts } from '../guarantees/rendered';
import { podsOf, type FoundPod } from './pods';

interface Judged extends FoundPod {
  readonly upstream: Evaluated;
  /** The controls that it breaks by our evaluator. */
  readonly broken: readonly string[];
}

/** What a control finds is found by another one too, so that nothing shows whether it is there. */
const COVERED = ['HostPath Volumes'];

async function outcome(outdir: string): Promise<Outcome> {
  let binary: string;
  let program: HelmProgram;
  try {
    [program] = helmPrograms();
    binary = buildEvaluator();
  } catch (error) {
    // A machine that cannot run them says nothing about our pods.
    return { notRun: (error as Error).message };
  }
  const charts = await renderedCharts(program, outdir);
  const own = judge(binary, podsOf(outdir, charts.rendered));
  const planted = judge(binary, plantedPods());
  const unlisted = judge(binary, [podWithUnlistedVolume()]);
  const all = [...own, ...planted];
  const problems = [
    ...charts.problems,
    ...own.filter(({ upstream }) => !upstream.allowed).map(({ name, upstream }) => `${name}: ${reasonsOf(upstream)}`),
    ...all.filter(disagree).map(disagreement),
    ...planted.filter(({ upstream }) => upstream.unreadable).map(({ name, upstream }) => `planted, ${name}: ${reasonsOf(upstream)}`),
    ...unlisted.filter((each) => !disagree(each)).map(({ name }) => `${name} is no difference any more: plant it with the others`),
    ...unproven(planted).map((control) => `nothing planted proves ${control}: both evaluators would agree without it`),
  ];
  const refused = planted.filter(({ upstream }) => !upstream.allowed).length;
  const note = `${own.length} pods hold the profile restricted; ${planted.length} planted ones, ${refused} of them faulty`;
  return outcomeOf(all.length, problems, note);
}

function judge(binary: string, pods: readonly FoundPod[]): Judged[] {
  const evaluated = evaluateRestricted(binary, pods.map(({ pod }) => pod));
  return pods.map(({ name, pod }, index) => (
    { name, pod, upstream: evaluated[index], broken: restrictedViolations(pod).map(({ control }) => control) }
  ));
}

function disagree({ upstream, broken }: Judged): boolean {
  return upstream.allowed !== (broken.length === 0);
}

function disagreement({ name, upstream, broken }: Judged): string {
  const [theirs, ours] = [reasonsOf(upstream), broken.join(', ')].map((text) => text || 'nothing');
  return `${name}: Kubernetes objects to ${theirs}, our evaluator to ${ours}`;
}

function reasonsOf({ reasons, unreadable }: Evaluated): string {
  return unreadable ?? reasons.join(', ');
}

/** The controls whose absence nobody would notice. */
function unproven(planted: readonly Judged[]): string[] {
  const names = [...new Set(CONTROLS.map(({ name }) => name))].filter((name) => !COVERED.includes(name));
  return names.filter((name) => !planted.some((each) => disagree({ ...each, broken: each.broken.filter((control) => control !== name) })));
}

void outcome(process.argv[2]).then((result) => console.log(JSON.stringify(result)));
