import type { Construct } from 'constructs';
import { addService } from './add-service';
import { Finder } from './locate';
import { refuseAll } from './read-document';
import { withoutTwins } from './service-document';
import { libraryWith } from './services';
import type { ReadService } from './services';

/**
 * Adds the stacks of services to an app. Throws `InvalidProps` with all that the library refuses.
 *
 * @returns what finds in the documents the problems of their synth
 */
export function addServices(app: Construct, services: readonly ReadService[], where: string): Finder {
  const finder = new Finder();
  for (const { document, found } of services) {
    const workshop = { library: libraryWith(found), finder, platform: found.platform };
    for (const service of document.services) addService(app, service, workshop);
  }
  refuseAll(where, withoutTwins(finder.problems));
  return finder;
}
