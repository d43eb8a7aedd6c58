import type { Platform } from '../../platform/platform';
import { Status } from '../decide';
import { documentForms } from '../document/document-form';
import { platformIn } from '../document/platform-module';
import type { FoundPlatform } from '../document/platform-module';
import { MACHINE } from '../document/services';
import type { DocumentMachine, DocumentOptions } from '../document/services';
import type { Output } from '../output';
import { SchemaWriter } from './json-schema';
import type { JsonSchema } from './json-schema';
import { limitsOf } from './limits';

export type SchemaOptions = DocumentOptions;

const ABOUT = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'A service on the golden path',
  description: 'What golden-path render reads: a service in all of its environments',
};

/** Prints the schema of documents; with a platform, its teams, environments and own companions are in it. */
export function schema({ platform }: SchemaOptions, output: Output, machine: DocumentMachine = MACHINE): Status {
  const found = platform === undefined ? undefined : platformIn({ path: '--platform', text: platform, folder: '.' }, machine.load);
  output.print(`${JSON.stringify(documentSchema(machine, found), undefined, 2)}\n`);
  return Status.DONE;
}

/** The schema of documents for any platform, or for one. */
export function documentSchema({ assembly }: Pick<DocumentMachine, 'assembly'>, found?: FoundPlatform): JsonSchema {
  const written = new SchemaWriter(limitsOf).document(documentForms(assembly(), found?.companions), ABOUT);
  return found ? forPlatform(written, found.platform) : written;
}

function forPlatform(written: JsonSchema, platform: Platform): JsonSchema {
  const { environments, team, ...properties } = written.properties as Record<string, JsonSchema>;
  const { additionalProperties: change, ...others } = environments;
  const names = platform.environments.map(({ name }) => [name, change] as const);
  const teams = { ...team, enum: platform.teams.map(({ name }) => name) };
  const own = { ...others, properties: Object.fromEntries(names), additionalProperties: false };
  return { ...written, properties: { ...properties, team: teams, environments: own } };
}
