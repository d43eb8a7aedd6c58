import { byCode } from '../../core/by-code';
import type { Problem } from '../../core/problems';
import { closest, listed, show } from '../../core/problems';
import type { Change } from '../changes';
import type { Checkout } from '../checkout';
import type { Refusal } from '../refusal';
import type { ImageVersion, ServiceFiles } from './image';
import { carriesImage, imageFile, withImage } from './image';
import { environmentOf } from './layout';

/** The folder of a service. A problem is added if there is none. */
export function knownService(checkout: Checkout, service: string, refusal: Refusal): string | undefined {
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
export function filesOf(checkout: Checkout, folder: string, refusal: Refusal): ServiceFiles {
  const names = refusal.attempt(folder, () => checkout.files(folder)) ?? [];
  const own = names.map((name) => name.slice(folder.length + 1)).filter(carriesImage);
  const read = own.map(
    (file) => [file, refusal.attempt(`${folder}/${file}`, () => checkout.read(`${folder}/${file}`)) ?? ''] as const,
  );
  return new Map(read);
}

/** The environments that have an image of a service, sorted. */
export function runningIn(files: ServiceFiles, service: string): string[] {
  const known = new Set([...files.keys()].flatMap((file) => environmentOf(file) ?? []));
  return [...known].filter((name) => files.has(imageFile(files, service, name))).sort(byCode);
}

/** An environment that has no image of a service. */
export function unknownEnvironment(path: string, name: string, service: string, running: readonly string[]): Problem {
  const meant = closest(name, running);
  const fix = meant ? `did you mean ${show(meant)}?` : 'use one of these, or run golden-path sync first';
  return { path, got: show(name), allowed: `an environment of ${service}: ${listed(running)}`, fix };
}

/** The files of a service that change if an environment runs another image. Every byte except the image stays the same. */
export function imageChanges(
  folder: string,
  files: ServiceFiles,
  service: string,
  to: string,
  image: ImageVersion,
  refusal: Refusal,
): Change[] {
  return [...files].flatMap(([file, before]) => {
    const path = `${folder}/${file}`;
    const after = refusal.attempt(path, () => withImage(file, before, service, to, image));
    return after === undefined || after === before ? [] : [{ path, before, after }];
  });
}
