import { GoldenPathError } from '../../core/errors';
import { listed, show } from '../../core/problems';
import type { Problem } from '../../core/problems';
import { COMPANIONS } from '../../data/companions';
import type { Platform } from '../../platform/platform';
import { platformsIn } from '../project-code';
import type { Exports } from '../project-code';
import { Trouble } from '../refusal';
import { ownCompanions } from './own-companion';
import type { OwnCompanion } from './own-companion';

/** The platform of a document, with where code gets it from. */
export interface FoundPlatform {
  readonly platform: Platform;
  /** Absent if there is none yet: then it is an example. */
  readonly module?: PlatformModule;
  readonly companions: readonly OwnCompanion[];
}

/** The export of a module, as an import statement names it. */
export interface PlatformModule {
  readonly name: string;
  readonly exportName: string;
}

/** Loads a module as code in a folder would. Tests replace it. */
export type Load = (name: string, folder: string) => Exports;

/** A module's name, with the export after `#` if it has several platforms. */
interface Request {
  /** Where somebody wrote it, for an error. */
  readonly path: string;
  readonly text: string;
  readonly folder: string;
}

/** The platform that a module exports. Throws `RefusedByCommand` if it exports none, or several and no name says which. */
export function platformIn(request: Request, load: Load): FoundPlatform {
  const { path: at, text } = request;
  const [name, exportName] = text.split('#');
  const module = exportsOf(name, request, load);
  const { own, problems } = ownCompanions(module, name);
  const taken = own.filter(({ kind }) => COMPANIONS.some((each) => each.kind.name === kind));
  refuse([...problems, ...taken.map(({ kind }) => takenProblem(kind, name))]);
  const platforms = platformsIn(module);
  const found = exportName === undefined && platforms.length === 1 ? platforms[0] : platforms.find(([key]) => key === exportName);
  if (found) return { platform: found[1], module: { name, exportName: found[0] }, companions: own };
  const names = platforms.map(([key]) => key);
  const got = exportName === undefined ? `a module with ${names.length} Platforms` : `no Platform with the name ${show(exportName)}`;
  const allowed = names.length === 0 ? 'a module that exports a Platform of this version of the library' : `one of ${listed(names)}`;
  const fix = names.length === 0 ? TWO_COPIES : `write ${name}#${names[0]}`;
  return refuse([{ path: at, got, allowed, fix }]) as never;
}

/** The exports of a module. It is to blame for what the library refuses in it, and not the document that names it. */
function exportsOf(name: string, { path: at, folder }: Request, load: Load): Exports {
  try {
    return load(name, folder);
  } catch (error) {
    if (error instanceof Trouble) refuse([{ path: at, got: error.got, allowed: error.allowed, fix: error.fix }]);
    if (error instanceof GoldenPathError) {
      refuse(error.problems.map((problem) => ({ ...problem, path: `${at} in ${name}: ${problem.path}` })));
    }
    throw error;
  }
}

const TWO_COPIES = 'export one; if it does, npm ls @golden-path/constructs shows a second copy of the library: install one version';

function takenProblem(kind: string, module: string): Problem {
  const allowed = `none of ${listed(COMPANIONS.map((each) => each.kind.name))}`;
  return { path: `companions.${kind} of ${module}`, got: 'a kind of the library', allowed, fix: 'rename it' };
}

function refuse(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new GoldenPathError('RefusedByCommand', 'golden-path', problems);
}
