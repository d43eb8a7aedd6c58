import { closest, listed, show } from '../../core/problems';
import type { Change } from '../changes';
import { Checkout } from '../checkout';
import type { Consent, Status } from '../decide';
import { decide } from '../decide';
import type { ImageVersion, ServiceFiles } from '../gitops/image';
import { carriesImage, imageFile, imageIn, showImage, withImage } from '../gitops/image';
import { byCode, deploymentFile, environmentOf, valuesFile } from '../gitops/layout';
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
      : edits(folder!, files, service, to, image!, refusal);
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

/** The changed files. Every byte except the image stays the same. */
function edits(folder: string, files: ServiceFiles, service: string, to: string, image: ImageVersion, refusal: Refusal): Change[] {
  return [...files].flatMap(([file, before]) => {
    const path = `${folder}/${file}`;
    const after = refusal.attempt(path, () => withImage(file, before, service, to, image));
    return after === undefined || after === before ? [] : [{ path, before, after }];
  });
}

function knownService(checkout: Checkout, service: string, refusal: Refusal): string | undefined {
  const services = refusal.attempt('apps', () => checkout.list('apps').filter((name) => checkout.isFolder(`apps/${name}`))) ?? [];
  if (services.includes(service)) return `apps/${service}`;
  const meant = closest(service, services);
  refusal.add({
    path: 'service',
    got: show(service),
    allowed: `a service in apps/: ${listed(services)}`,
    fix: meant ? `did you mean ${show(meant)}?` : 'run golden-path sync first, or set another checkout with --checkout',
  });
  return undefined;
}

/** The files of a service that may contain its image. */
function filesOf(checkout: Checkout, folder: string, refusal: Refusal): ServiceFiles {
  const names = refusal.attempt(folder, () => checkout.files(folder)) ?? [];
  const own = names.map((name) => name.slice(folder.length + 1)).filter(carriesImage);
  const read = own.map(
    (file) => [file, refusal.attempt(`${folder}/${file}`, () => checkout.read(`${folder}/${file}`)) ?? ''] as const,
  );
  return new Map(read);
}

function checkEnvironments(files: ServiceFiles, waits: boolean, { from, service, to }: PromoteOptions, refusal: Refusal): void {
  const paths = [...files.keys()];
  const known = new Set(paths.flatMap((file) => environmentOf(file) ?? []));
  const running = [...known].filter((name) => files.has(imageFile(files, service, name))).sort(byCode);
  for (const [path, name] of [
    ['--from', from],
    ['--to', to],
  ] as const) {
    // An environment that waits for its first promotion runs nothing yet.
    if (running.includes(name) || (path === '--to' && waits)) continue;
    const meant = closest(name, running);
    const fix = meant ? `did you mean ${show(meant)}?` : 'use one of these, or run golden-path sync first';
    refusal.add({ path, got: show(name), allowed: `an environment of ${service}: ${listed(running)}`, fix });
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
