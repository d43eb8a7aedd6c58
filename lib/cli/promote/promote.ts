import { show } from '../../core/problems';
import { Checkout } from '../checkout';
import type { Consent, Status } from '../decide';
import { decide } from '../decide';
import type { ImageVersion, ServiceFiles } from '../gitops/image';
import { imageFile, imageIn, showImage } from '../gitops/image';
import { deploymentFile, valuesFile } from '../gitops/layout';
import { filesOf, imageChanges, knownService, runningIn, unknownEnvironment } from '../gitops/service-files';
import type { Output } from '../output';
import { Refusal } from '../refusal';
import { FOLDER_LOCK, readFolderLock } from '../sync/folder-lock';
import { planPromotion, waitingFor } from './configuration';

/** The options of `golden-path promote`. */
export interface PromoteOptions extends Consent {
  readonly service: string;
  /** The environment that runs the image. */
  readonly from: string;
  /** The environment to update. */
  readonly to: string;
  /** The checkout of the GitOps repository. */
  readonly checkout: string;
  /** The only thing to carry. */
  readonly only?: (typeof CARRIED)[number];
}

/** What a promotion can carry. */
export const CARRIED = ['image', 'configuration'] as const;

/** Makes one environment run exactly the image of another one, with the configuration that waits for it. */
export async function promote(options: PromoteOptions, output: Output): Promise<Status> {
  const { service, only, to } = options;
  const refusal = new Refusal(`golden-path promote ${service}`);
  const fix = 'run this in a checkout of the GitOps repository, or set one with --checkout';
  const checkout = refusal.attempt(show(options.checkout), () => Checkout.at(options.checkout, fix));
  const folder = checkout && knownService(checkout, service, refusal);
  const found =
    folder === undefined ? undefined : refusal.attempt(`${folder}/${FOLDER_LOCK}`, () => ({ lock: readFolderLock(checkout!, folder) }));
  refusal.throwIfAny();
  const files = filesOf(checkout!, folder!, refusal);
  const waiting = waitingFor(folder!, found!.lock, to);
  checkEnvironments(files, waiting !== undefined && only !== 'image', options, refusal);
  refusal.throwIfAny();
  const image = imageOf(folder!, files, options, refusal);
  refusal.throwIfAny();
  const whole = waiting && only !== 'image' ? waiting : undefined;
  const changes = whole
    ? planPromotion(whole, image!, checkout!, refusal)
    : only === 'configuration'
      ? []
      : imageChanges(folder!, files, service, to, image!, refusal);
  refusal.throwIfAny();
  output.print(heading(options, image!, waiting !== undefined));
  return decide(changes, checkout!, options, output);
}

function heading({ from, only, service, to }: PromoteOptions, image: ImageVersion, waits: boolean): string {
  const carried =
    only === 'configuration'
      ? 'configuration'
      : [showImage(image), ...(waits && only !== 'image' ? ['configuration'] : [])].join(' and ');
  const left = waits && only === 'image' ? 'Its configuration waits as well: --only image leaves it behind.\n' : '';
  return `${service}: ${carried}, from ${from} to ${to}\n${left}`;
}

/** The image to run: that of the first environment, or the environment's own if only its configuration changes. */
function imageOf(
  folder: string,
  files: ServiceFiles,
  { from, only, service, to }: PromoteOptions,
  refusal: Refusal,
): ImageVersion | undefined {
  const inEnvironment = (name: string) =>
    refusal.attempt(`${folder}/${imageFile(files, service, name)}`, () => imageIn(files, service, name));
  const own = only === 'configuration' ? inEnvironment(to) : undefined;
  const image = own ?? inEnvironment(from);
  refusal.throwIfAny();
  if (!image) refusal.add(noImage(folder, from, service));
  return image;
}

function checkEnvironments(files: ServiceFiles, waits: boolean, { from, service, to }: PromoteOptions, refusal: Refusal): void {
  const running = runningIn(files, service);
  for (const [path, name] of [
    ['--from', from],
    ['--to', to],
  ] as const) {
    // An environment that waits for its first promotion runs nothing yet.
    if (running.includes(name) || (path === '--to' && waits)) continue;
    refusal.add(unknownEnvironment(path, name, service, running));
  }
  if (from !== to) return;
  const fix = 'set it to the environment that should run the image';
  refusal.add({ path: '--to', got: show(to), allowed: 'an environment other than --from', fix });
}

function noImage(folder: string, environment: string, service: string) {
  return {
    path: folder,
    got: `no image of its own in ${environment}`,
    allowed: `image.tag or image.digest in ${valuesFile(environment)}, or an image in ${deploymentFile(service, environment)}`,
    fix: `deploy to ${environment} first: only an image that it runs can be promoted`,
  };
}
