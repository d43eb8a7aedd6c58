import * as fs from 'node:fs';
import * as path from 'node:path';
import type { ISynthesisSession, IStackSynthesizer, TerraformStack } from 'cdktf';

/** Synthesises nothing by itself: the first one that an app calls has the whole app synthesised. */
export class StagedSynthesizer implements IStackSynthesizer {
  public constructor(
    public readonly stack: TerraformStack,
    private readonly inner: IStackSynthesizer,
    private readonly synthesizeApp: (session: ISynthesisSession) => void,
  ) {}

  public synthesize(session: ISynthesisSession): void {
    this.synthesizeApp(session);
  }

  /** Lets CDKTF synthesise this stack alone. */
  public synthesizeStack(session: ISynthesisSession): void {
    this.inner.synthesize(session);
  }
}

/**
 * Runs a synthesis into a folder beside the output, and puts its files in place when it did not throw.
 *
 * The folder lies inside the output folder, since only within one file system a rename is a single step.
 *
 * @param replaced folders of the output that are replaced as a whole, so that nothing of an earlier synthesis stays
 */
export function staged(session: ISynthesisSession, replaced: readonly string[], synthesize: (stage: ISynthesisSession) => void): void {
  const stage = fs.mkdtempSync(path.join(session.outdir, '.staging-'));
  try {
    fs.mkdirSync(path.join(stage, 'stacks'));
    const manifest = Object.create(session.manifest, { outdir: { value: stage } });
    synthesize({ ...session, outdir: stage, manifest });
    putInPlace(stage, session.outdir, replaced);
    for (const folder of replaced) replace(path.join(stage, folder), path.join(session.outdir, folder));
  } finally {
    fs.rmSync(stage, { recursive: true, force: true });
  }
}

/** Puts a folder in the place of another one as a whole; the other goes with the stage. */
function replace(from: string, to: string): void {
  if (fs.existsSync(to)) fs.renameSync(to, `${from}.replaced`);
  if (fs.existsSync(from)) fs.renameSync(from, to);
}

/** Moves files one by one into folders that exist, which may hold Terraform's own `.terraform` and lock file. */
function putInPlace(from: string, to: string, except: readonly string[] = []): void {
  for (const entry of fs.readdirSync(from, { withFileTypes: true })) {
    if (except.includes(entry.name)) continue;
    const target = path.join(to, entry.name);
    if (entry.isDirectory() && fs.existsSync(target)) putInPlace(path.join(from, entry.name), target);
    else fs.renameSync(path.join(from, entry.name), target);
  }
}
