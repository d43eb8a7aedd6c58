import type { ISynthesisSession } from 'cdktf';
import { refusalOf } from './app-problems';
import type { Refusal } from './app-problems';
import type { Judged } from './judged';
import type { Preparation } from './one-pass/preparation';
import { readStacks } from './read-files';
import type { ReadFiles } from './read-files';
import type { SynthRequest } from './shares/request';
import { NOTHING, Share } from './shares/share';
import type { StagedSynthesizer } from './staging';
import { emptied } from './staging';

/** Synthesises the stacks of an app one after the other, alone or together with other processes. */
export class Synthesis {
  private readonly share?: Share;
  private readonly ids: readonly string[];
  /** What was found of the stacks. */
  private judged: Judged;
  private filesOfShares: ReadFiles = {};

  /** @param newJudged makes what judges the stacks from now on */
  public constructor(
    private readonly stacks: readonly StagedSynthesizer[],
    private readonly preparation: Preparation,
    private readonly newJudged: () => Judged,
    { share }: SynthRequest,
  ) {
    this.share = share && new Share(share);
    this.ids = stacks.map(({ stack }) => stack.node.id);
    this.judged = newJudged();
  }

  /** The files of stacks that were read while several processes did it. */
  public get read(): ReadFiles {
    return this.filesOfShares;
  }

  /**
   * Does the part of this process, if another one puts the parts together.
   *
   * @returns whether it was such a part, and nothing is left to do
   */
  public help(session: ISynthesisSession): boolean {
    if (!this.share || this.share.leads) return false;
    if (!this.share.begin(this.ids.length)) return true;
    try {
      const part = this.share.session(session);
      const good = this.preparation.attempt(this.stacks, this.attempt(part, this.share));
      const found = [...this.judged.byStack];
      this.share.report({
        good: good && found.every(([, { lost }]) => lost.length === 0) && this.share.wroteOnly(found.map(([id]) => id)),
        ids: this.ids,
        manifests: Object.fromEntries(found.map(([id]) => [id, session.manifest.stacks[id]])),
        lifted: Object.fromEntries(found.map(([id, { lifted }]) => [id, lifted])),
        files: good ? readStacks(part.outdir) : {},
      });
    } catch {
      // The one that puts the parts together makes this one too, and tells of the error.
      this.share.report(NOTHING);
    } finally {
      this.preparation.end();
    }
    return true;
  }

  /** Synthesises each stack, and gives what CDKTF refuses. */
  public run(stage: ISynthesisSession): Refusal[] {
    const undo = emptied(stage);
    const share = this.share?.begin(this.ids.length) ? this.share : undefined;
    try {
      if (this.preparation.attempt(this.stacks, this.attempt(stage, share)) && (!share || this.join(stage, share))) return [];
      undo();
      this.judged = this.newJudged();
      this.preparation.prepare();
      return this.stacks.flatMap((stack) => refusalOf(stack, stage));
    } finally {
      this.preparation.end();
    }
  }

  /** Synthesises a stack that falls to this process, and says whether there was no error. */
  private attempt(stage: ISynthesisSession, share: Share | undefined): (stack: StagedSynthesizer, index: number) => boolean {
    return (stack, index) => share?.takes(index) === false || stack.attempt(stage);
  }

  private join(stage: ISynthesisSession, share: Share): boolean {
    const own = readStacks(stage.outdir);
    const others = share.join(this.ids);
    if (!others) return false;
    share.collect(stage.outdir, others);
    for (const { lifted, manifests } of others) {
      Object.assign(stage.manifest.stacks, manifests);
      for (const [id, facts] of Object.entries(lifted)) this.judged.take(id, facts);
    }
    if (!this.ids.every((id) => id in stage.manifest.stacks)) return false;
    this.filesOfShares = Object.assign({}, own, ...others.map(({ files }) => files)) as ReadFiles;
    return true;
  }
}
