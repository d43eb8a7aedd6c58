import { TerraformStack } from 'cdktf';
import type { ISynthesisSession } from 'cdktf';
import type { IConstruct } from 'constructs';
import { GoldenPathError } from '../core/errors';
import type { ErrorCode } from '../core/errors';
import type { Json } from '../core/json';
import { PerApp } from '../core/per-app';
import type { Problem } from '../core/problems';
import { keepTokenTraces } from '../core/token-traces';
import { Exceptions } from '../guardrails/exceptions';
import { codeOf, duplicateStacks, lateStacks, noHcl, refusedByApp, refusedByCdktf } from './app-problems';
import type { AppStack } from './app-stack';
import { complete } from './completion';
import { GITOPS, renderTree, writeTree } from './gitops-tree';
import type { TreeContribution } from './gitops-tree';
import { Judged } from './judged';
import { Preparation } from './one-pass/preparation';
import { writeRecord } from './record';
import { listRepositories, renderRepositories, REPOSITORY, writeRepositories } from './repository-tree';
import type { RepositoryContribution } from './repository-tree';
import { Asked } from './shares/asked';
import { synthRequest } from './shares/request';
import type { SynthRequest } from './shares/request';
import { filesBesideStacks } from './stack-folders';
import { keepManifest, stageOutput, StagedSynthesizer } from './staging';
import { Synthesis } from './synthesis';

/** What the problems of a check are. */
type CheckCode = Extract<ErrorCode, 'InvalidRule' | 'StackConflict'>;

/**
 * Checks a whole app before the first byte of it is written.
 *
 * CDKTF validates and writes stack by stack: a fault in the last stack would leave a half-new output behind.
 */
export class Preflight {
  private static readonly perApp = new PerApp((root) => new Preflight(root));

  /** The preflight of the app that a construct belongs to. */
  public static of(construct: IConstruct): Preflight {
    return Preflight.perApp.of(construct);
  }

  private readonly checks: Record<CheckCode, (() => Problem[])[]> = { InvalidRule: [], StackConflict: [] };
  private readonly contexts: AppStack[] = [];
  private readonly contributions: (() => TreeContribution)[] = [];
  private readonly repositories: (() => RepositoryContribution)[] = [];
  private readonly sessions = new WeakSet<ISynthesisSession>();
  private readonly seen = new WeakSet<TerraformStack>();
  private readonly preparation: Preparation;
  private readonly request: SynthRequest;
  private takenOver = false;
  private judged?: Judged;

  private constructor(private readonly root: IConstruct) {
    this.preparation = new Preparation(root);
    this.request = synthRequest(root);
    keepTokenTraces(this.request.trace === true);
  }

  /**
   * Adds a check across constructs, run once before anything is synthesised.
   *
   * @param code the code of an error in which nothing weighs more than its problems
   */
  public addCheck(check: () => Problem[], code: CheckCode = 'StackConflict'): void {
    this.checks[code].push(check);
  }

  /** Adds files of the GitOps tree that follow from several stacks together, made when all of them are complete. */
  public addFiles(make: () => TreeContribution): void {
    this.contributions.push(make);
  }

  /** Adds files of repositories of code that follow from several stacks together, made when all of them are complete. */
  public addRepositoryFiles(make: () => RepositoryContribution): void {
    this.repositories.push(make);
  }

  /** Has a stack of the platform checked, together with every other stack of the app. */
  public include(context: AppStack): void {
    const { stack } = context;
    this.contexts.push(context);
    this.addCheck(() => (new Asked(this.request, this.contexts).has(context) ? context.conflicts() : []));
    this.preparation.take(stack);
    const prepare = stack.prepareStack.bind(stack);
    stack.prepareStack = () => {
      if (!this.takenOver) this.takeOverStacks();
      this.takenOver = true;
      if (!new Asked(this.request, this.contexts).has(context)) return;
      context.prepare();
      prepare();
    };
    const render = stack.toTerraform.bind(stack);
    stack.toTerraform = () => {
      context.tag();
      const json = render() as Json;
      complete(context, json);
      return json;
    };
    this.watch(stack);
    stack.toHclTerraform = () => {
      throw noHcl(stack);
    };
  }

  private stacks(): TerraformStack[] {
    return this.root.node.findAll().filter((node): node is TerraformStack => TerraformStack.isStack(node));
  }

  /** Puts itself between the app and CDKTF's synthesis of each stack, of those too that belong to no platform. */
  private takeOverStacks(): StagedSynthesizer[] {
    const synthesizers: StagedSynthesizer[] = [];
    for (const stack of this.stacks()) {
      const inner = stack.synthesizer;
      const own =
        inner instanceof StagedSynthesizer ? inner : new StagedSynthesizer(stack, inner, (session) => this.synthesize(session));
      stack.synthesizer = own;
      this.watch(stack);
      synthesizers.push(own);
    }
    return synthesizers;
  }

  /** Hears of the JSON of a stack, of one too that belongs to no platform. */
  private watch(stack: TerraformStack): void {
    if (this.seen.has(stack)) return;
    this.seen.add(stack);
    const render = stack.toTerraform.bind(stack);
    const toTerraform = () => {
      const json = render() as Json;
      if (this.judged) this.judged.judge(stack, json);
      else this.throwIfLost(stack, json);
      return json;
    };
    Object.assign(stack, { toTerraform });
  }

  private synthesize(session: ISynthesisSession): void {
    if (this.sessions.has(session)) return;
    this.sessions.add(session);
    const asked = new Asked(this.request, this.contexts);
    asked.check(session.outdir);
    const all = this.takeOverStacks();
    const isAsked = asked.stacks();
    const stacks = all.filter(({ stack }) => isAsked(stack));
    const conflicts = [...duplicateStacks(all), ...this.checks.StackConflict.flatMap((check) => check())];
    const broken = this.checks.InvalidRule.flatMap((check) => check());
    try {
      const synthesis = new Synthesis(stacks, this.preparation, () => (this.judged = this.newJudged()), this.request);
      if (synthesis.help(session)) return keepManifest(session);
      stageOutput(session, [GITOPS, REPOSITORY], (stage) => {
        const refusals = synthesis.run(stage);
        const refused = session.skipValidation ? [] : this.root.node.validate().map(refusedByApp);
        const contexts = this.contexts.filter((context) => asked.has(context));
        const tree = renderTree(
          contexts,
          this.contributions.map((make) => asked.files(make())),
        );
        const repositories = renderRepositories(
          this.repositories.map((make) => asked.files(make())),
          this.contexts.flatMap(({ service }) => service ?? []),
        );
        const { lost, lifted } = this.judged!.verdict(tree.documents);
        const ids = stacks.map(({ stack }) => stack.node.id);
        lost.push(...filesBesideStacks(ids, [stage.outdir, session.outdir]));
        conflicts.push(...lateStacks(this.stacks(), all));
        conflicts.push(...tree.conflicts, ...repositories.conflicts);
        const tokens = [...tree.tokens, ...repositories.tokens];
        const problems = [...conflicts, ...broken, ...lost, ...tokens];
        if (problems.length + refused.length === 0 && refusals.length === 1) throw refusals[0].error;
        const told = [...problems, ...refused, ...refusals.map(refusedByCdktf)];
        const code = codeOf(conflicts, broken, lost, tokens);
        if (told.length > 0) throw new GoldenPathError(code, 'App', told);
        writeTree(stage.outdir, tree);
        writeRepositories(stage.outdir, repositories);
        writeRecord(stage.outdir, contexts, lifted, listRepositories(repositories), synthesis.read);
      });
    } finally {
      this.judged = undefined;
      this.takenOver = false;
    }
  }

  /** What of the guarantees a stack that is rendered by itself has lost. */
  private throwIfLost(stack: TerraformStack, json: Json): void {
    const judged = this.newJudged();
    judged.judge(stack, json);
    const { lost } = judged.verdict([]);
    if (lost.length > 0) throw new GoldenPathError('LostNonNegotiable', stack.node.path, lost);
  }

  private newJudged(): Judged {
    return new Judged(this.contexts, Exceptions.of(this.root));
  }
}
