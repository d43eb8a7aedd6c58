import { GoldenPathError } from '../../core/errors';
import * as library from '../../index';
import { loadCode } from '../project-code';
import type { Assembly } from './assembly';
import { ownAssembly } from './assembly';
import { documentForms } from './document-form';
import type { DocumentForms } from './document-form';
import { findPlatform } from './find-platform';
import type { DocumentNode } from './node';
import { ownClass } from './own-companion';
import type { FoundPlatform, Load } from './platform-module';
import { readDocument, refuseAll } from './read-document';
import { readService, withoutTwins } from './service-document';
import type { ServiceDocument } from './service-document';

/** The files of services, and where their platform is. */
export interface DocumentOptions {
  /** A module that exports the platform, whatever the documents say. */
  readonly platform?: string;
}

/** What a command needs of the machine, which tests replace. */
export interface DocumentMachine {
  readonly load: Load;
  readonly assembly: () => Assembly;
}

export const MACHINE: DocumentMachine = { load: loadCode, assembly: ownAssembly };

/** A document with its platform, read for each environment. */
export interface ReadService {
  readonly file: string;
  readonly root: DocumentNode;
  readonly found: FoundPlatform;
  readonly forms: DocumentForms;
  readonly document: ServiceDocument;
}

/** Reads documents of services. Throws one error with the problems of all files. */
export function readServices(where: string, files: readonly string[], options: DocumentOptions, machine: DocumentMachine): ReadService[] {
  const assembly = machine.assembly();
  const read = files.map((file) => gathered(() => readOne(where, file, options, { ...machine, assembly: () => assembly })));
  const problems = read.flatMap((each) => (each instanceof GoldenPathError ? each.problems : each.document.problems));
  refuseAll(where, withoutTwins(problems));
  return read as ReadService[];
}

function readOne(where: string, file: string, { platform }: DocumentOptions, { assembly, load }: DocumentMachine): ReadService {
  const root = readDocument(file, where);
  const found = findPlatform(root, platform, load);
  const forms = documentForms(assembly(), found.companions);
  return { file, root, found, forms, document: readService(root, found.platform, forms) };
}

/** The classes that documents can name: the library's, and those of the platform's own companions. */
export function libraryWith({ companions }: FoundPlatform): Readonly<Record<string, unknown>> {
  return { ...library, ...Object.fromEntries(companions.map(({ kind, construct }) => [ownClass(kind), construct])) };
}

/** The result of an action, or the error that lists what is wrong. */
function gathered<T>(action: () => T): T | GoldenPathError {
  try {
    return action();
  } catch (error) {
    if (error instanceof GoldenPathError) return error;
    throw error;
  }
}
