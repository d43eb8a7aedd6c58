import type { Checkout } from '../checkout';
import type { ImageVersion, ServiceFiles } from '../gitops/image';
import { imageFile, imageIn, showImage } from '../gitops/image';
import { filesOf, imageChanges, knownService, runningIn, unknownEnvironment } from '../gitops/service-files';
import { Refusal } from '../refusal';
import type { Edit } from './push';

/** A service in an environment, in one state of the GitOps repository. */
export interface Running {
  readonly folder: string;
  readonly files: ServiceFiles;
  /** The file that has its image, relative to the folder. */
  readonly file: string;
  readonly image?: ImageVersion;
}

/** Reads what a service runs in an environment. Throws with every problem if there is no such service or environment. */
export function runningOf(where: string, checkout: Checkout, service: string, environment: string): Running {
  const refusal = new Refusal(where);
  const folder = knownService(checkout, service, refusal);
  refusal.throwIfAny();
  const files = filesOf(checkout, folder!, refusal);
  refusal.throwIfAny();
  const running = runningIn(files, service);
  if (!running.includes(environment)) refusal.add(unknownEnvironment('environment', environment, service, running));
  refusal.throwIfAny();
  const file = imageFile(files, service, environment);
  const image = refusal.attempt(`${folder}/${file}`, () => imageIn(files, service, environment));
  refusal.throwIfAny();
  return { folder: folder!, files, file, image };
}

/** The change that makes an environment run an image. */
export function editOf(
  where: string,
  { files, folder }: Running,
  service: string,
  environment: string,
  image: ImageVersion,
  message: string,
): Edit {
  const refusal = new Refusal(where);
  const changes = imageChanges(folder, files, service, environment, image, refusal);
  refusal.throwIfAny();
  return { folder, changes, message };
}

/** The message of a commit: what it does in its subject, and lines that reports read. */
export function messageOf(subject: string, lines: Readonly<Record<string, string | undefined>>): string {
  const trailers = Object.entries(lines).filter(([, value]) => value !== undefined);
  return `${subject}\n\n${trailers.map(([key, value]) => `${key}: ${withoutBreaks(value!)}`).join('\n')}\n`;
}

/** An image in a subject. */
export function shortImage(image: ImageVersion): string {
  return showImage({ ...image, digest: image.digest?.slice(0, 'sha256:'.length + 12) });
}

/** Text of users stays one line, so that it is no other trailer. */
function withoutBreaks(text: string): string {
  return text.replace(/[\s\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').trim();
}
