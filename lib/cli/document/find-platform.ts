import * as fs from 'node:fs';
import * as path from 'node:path';
import { breach } from '../../core/limits';
import { Platform } from '../../platform/platform';
import { SERVICE_NAME } from '../../platform/service-name';
import { EXAMPLE_REGION, examplePlatform } from '../../repository/infrastructure/example-platform';
import { shown, valueAt } from './node';
import type { DocumentNode } from './node';
import { platformIn } from './platform-module';
import type { FoundPlatform, Load } from './platform-module';

/** What `golden-path init` calls the file of a platform. */
const PLATFORM_FILE = './platform.ts';

/** The organisation and the environments of the example. */
export const EXAMPLE_SCOPE = 'example';
export const EXAMPLE_ENVIRONMENTS = 'staging,production';

/**
 * The platform of a document: from the option, else from its key `platform`, else from `platform.ts` beside it, else an example that
 * nobody can deploy to.
 */
export function findPlatform(root: DocumentNode, option: string | undefined, load: Load): FoundPlatform {
  const folder = path.dirname(root.at.file);
  if (option !== undefined) return platformIn({ path: '--platform', text: option, folder: '.' }, load);
  const key = valueAt(root, 'platform');
  if (key?.kind === 'scalar' && typeof key.value === 'string') return platformIn({ path: shown(key.at), text: key.value, folder }, load);
  if (fs.existsSync(path.join(folder, PLATFORM_FILE))) return platformIn({ path: 'platform', text: PLATFORM_FILE, folder }, load);
  return { platform: new Platform(examplePlatform(EXAMPLE_SCOPE, teamOf(root), EXAMPLE_ENVIRONMENTS, EXAMPLE_REGION)), companions: [] };
}

/** The team of the example is that of the document, so that a first try needs no other file. */
export function teamOf(root: DocumentNode): string {
  const team = valueAt(root, 'team');
  const name = team?.kind === 'scalar' && typeof team.value === 'string' ? team.value : 'example';
  return breach('team', name, SERVICE_NAME) ? 'example' : name;
}
