import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { ASIDE, makeStage, removeStale, removeUnplaced } from '../../lib/output/stage';
import { temporaryFolder } from '../support/synth';

/** An output folder with the stages of a process that is gone, one of them with what was in the output, and one of this process. */
function left(): { outdir: string; mine: string; torn: string; unplaced: string } {
  const outdir = temporaryFolder();
  const { pid } = spawnSync(process.execPath, ['--version']);
  const mine = makeStage(outdir);
  const ofDead = (name: string) => path.basename(mine).replace(`-${process.pid}-`, `-${pid}-${name}`);
  const [torn, unplaced] = [ofDead('torn'), ofDead('unplaced')];
  fs.mkdirSync(path.join(outdir, torn, ASIDE), { recursive: true });
  fs.mkdirSync(path.join(outdir, unplaced, 'output/stacks'), { recursive: true });
  return { outdir, mine: path.basename(mine), torn, unplaced };
}

test('of a process that is gone, what it took out of the output stays, and nothing else', () => {
  const { mine, outdir, torn } = left();
  removeUnplaced(outdir);
  expect(fs.readdirSync(outdir).sort()).toEqual([mine, torn].sort());
});

test('after a good synth that goes too', () => {
  const { mine, outdir } = left();
  removeStale(outdir);
  expect(fs.readdirSync(outdir)).toEqual([mine]);
});
