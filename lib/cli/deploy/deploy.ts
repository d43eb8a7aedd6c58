import { breach } from '../../core/limits';
import { show } from '../../core/problems';
import { APP_LIMITS } from '../../gitops/settings/gitops-app-settings';
import { Checkout } from '../checkout';
import type { Consent, Status } from '../decide';
import { decide } from '../decide';
import type { ImageVersion } from '../gitops/image';
import { showImage } from '../gitops/image';
import type { Output } from '../output';
import { Refusal } from '../refusal';
import { lastSequence, SEQUENCE } from './history';
import { editOf, messageOf, runningOf, shortImage } from './image-change';
import { pushTo } from './push-to';
import type { PushOptions } from './push-to';

/** The options of `golden-path deploy`. */
export interface DeployOptions extends Consent, PushOptions {
  readonly service: string;
  /** The environment to update. */
  readonly to: string;
  readonly digest: string;
  readonly tag?: string;
  /** The kind of the deployment, which reports read. */
  readonly kind: (typeof KINDS)[number];
  /** The number of the run that built the image: an image of an earlier run does not replace one of a later run. */
  readonly sequence?: number;
}

/** What a deployment is; `rollback` has a command of its own. */
export const KINDS = ['planned', 'hotfix'] as const;

/** Makes an environment run an image, by its digest. */
export async function deploy(options: DeployOptions, output: Output): Promise<Status> {
  const { checkout, digest, kind, push, sequence, service, tag, to } = options;
  const where = `golden-path deploy ${service}`;
  const image = validImage(where, options);
  const subject = `chore(${service}): deploy ${shortImage(image)} to ${to}`;
  const message = messageOf(subject, {
    'Golden-Path-Deployment': kind,
    'Golden-Path-Image': digest,
    [SEQUENCE]: sequence?.toString(),
  });
  const edit = (newest: Checkout) => editOf(where, runningOf(where, newest, service, to), service, to, image, message);
  const own = here(where, checkout);
  output.print(`${service}: ${showImage({ tag, digest })} to ${to}\n`);
  if (!push) return decide(edit(own).changes, own, options, output);
  return pushTo(where, options, output, async (newest, git) => {
    const { file, folder } = runningOf(where, newest, service, to);
    const later = sequence === undefined ? undefined : await lastSequence(git, `${folder}/${file}`);
    if (later === undefined || later <= sequence!) return edit(newest);
    output.print(`Run ${later} is newer than run ${sequence}: its image stays.\n`);
    return { folder, changes: [], message };
  });
}

/** The checkout that the command works in. Throws if there is none. */
export function here(where: string, folder: string): Checkout {
  const refusal = new Refusal(where);
  const fix = 'run this in a checkout of the GitOps repository, or set one with --checkout';
  const checkout = refusal.attempt(show(folder), () => Checkout.at(folder, fix));
  refusal.throwIfAny();
  return checkout!;
}

function validImage(where: string, { digest, tag }: DeployOptions): ImageVersion {
  const refusal = new Refusal(where);
  const problems = [
    breach('--digest', digest, APP_LIMITS.imageDigest),
    ...(tag === undefined ? [] : [breach('--tag', tag, APP_LIMITS.imageTag)]),
  ];
  for (const problem of problems) if (problem) refusal.add(problem);
  refusal.throwIfAny();
  return { ...(tag !== undefined && { tag }), digest };
}
