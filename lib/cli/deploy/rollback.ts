import { breach } from '../../core/limits';
import { show } from '../../core/problems';
import { REASON } from '../../platform/reason';
import type { Checkout } from '../checkout';
import type { Consent, Status } from '../decide';
import { decide } from '../decide';
import type { ImageVersion } from '../gitops/image';
import { showImage } from '../gitops/image';
import type { Output } from '../output';
import { Refusal, refuseTrouble, Trouble } from '../refusal';
import { here } from './deploy';
import { Git } from './git';
import { imagesBefore, isSame, nameOf, REPLACES } from './history';
import type { EarlierImage } from './history';
import { editOf, messageOf, runningOf, shortImage } from './image-change';
import { pushTo } from './push-to';
import type { PushOptions } from './push-to';

/** The options of `golden-path rollback`. */
export interface RollbackOptions extends Consent, PushOptions {
  readonly service: string;
  readonly environment: string;
  /** A digest or tag that ran there before, or `previous`. */
  readonly to: string;
  readonly reason: string;
}

/** How many earlier images an error lists. */
const LISTED = 5;

/** Makes an environment run an image again that it ran before. */
export async function rollback(options: RollbackOptions, output: Output): Promise<Status> {
  const { checkout, environment, push, reason, service } = options;
  const where = `golden-path rollback ${service}`;
  const refusal = new Refusal(where);
  const problem = breach('--reason', reason, REASON);
  if (problem) refusal.add(problem);
  refusal.throwIfAny();
  const editBack = async (newest: Checkout, git: Git, to: string) => {
    const running = runningOf(where, newest, service, environment);
    const image = await refuseTrouble(where, '--to', () => earlierImage(running, { ...options, to }, git));
    const message = messageOf(`revert(${service}): back to ${shortImage(image)} in ${environment}`, {
      'Golden-Path-Deployment': 'rollback',
      'Golden-Path-Image': nameOf(image),
      [REPLACES]: running.image && nameOf(running.image),
      'Golden-Path-Reason': reason,
    });
    return { ...editOf(where, running, service, environment, image, message), image };
  };
  const announce = (image: ImageVersion) => output.print(`${service}: back to ${showImage(image)} in ${environment}\n`);
  const own = here(where, checkout);
  if (!push) {
    const { changes, image } = await editBack(own, new Git(checkout), options.to);
    announce(image);
    return decide(changes, own, options, output);
  }
  // By its name from the second attempt on: after another push `previous` would be another image than the one that was shown.
  let shown: ImageVersion | undefined;
  return pushTo(where, options, output, async (newest, git) => {
    const edit = await editBack(newest, git, shown ? nameOf(shown) : options.to);
    if (!shown) announce(edit.image);
    shown = edit.image;
    return edit;
  });
}

/** The image that was asked for, which has to be one that ran there. */
async function earlierImage(
  { file, folder, image: own }: ReturnType<typeof runningOf>,
  { environment, service, to }: RollbackOptions,
  git: Git,
): Promise<ImageVersion> {
  if (own && (to === own.digest || to === own.tag)) return own;
  const before = (await imagesBefore(git, folder, file, service, environment)).filter((image) => !isSame(image, own));
  const isMeant = ({ digest, tag, takenBack }: EarlierImage) => (to === 'previous' ? !takenBack : to === digest || to === tag);
  const found = before.find(isMeant);
  if (found) return found;
  const allowed = `an image that ${environment} ran before`;
  if (before.length === 0) throw new Trouble(show(to), `${allowed}; it ran no other one`, 'use golden-path deploy');
  const listed = before.slice(0, LISTED).map(showImage).join(', ');
  const others = to === 'previous' ? `${allowed} and that no rollback replaced; the others are` : `${allowed}:`;
  throw new Trouble(show(to), `${others} ${listed}`, 'use one of these, or golden-path deploy for another image');
}
