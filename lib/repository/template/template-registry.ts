import type { IConstruct } from 'constructs';
import { PerApp } from '../../core/per-app';
import { show } from '../../core/problems';
import type { Problem } from '../../core/problems';
import { Preflight } from '../../output/preflight';
import type { RepositoryContribution } from '../../output/repository-tree';
import { PLATFORM } from '../../platform/ownership';
import type { NewFile } from '../infrastructure/new-file';

/** A template, with the construct that it is of. */
interface Made {
  readonly owner: IConstruct;
  readonly files: readonly NewFile[];
}

/** The templates of an app. The stacks of all environments may each make one, which then has to be the same. */
export class TemplateFiles {
  private static readonly perApp = new PerApp((root) => new TemplateFiles(root));

  /** Those of the app that a construct belongs to. */
  public static of(construct: IConstruct): TemplateFiles {
    return TemplateFiles.perApp.of(construct);
  }

  private readonly templates = new Map<string, Made[]>();

  private constructor(root: IConstruct) {
    Preflight.of(root).addRepositoryFiles(() => this.contribution());
  }

  public add(owner: IConstruct, name: string, files: readonly NewFile[]): void {
    this.templates.set(name, [...(this.templates.get(name) ?? []), { owner, files }]);
  }

  private contribution(): RepositoryContribution {
    const files = [...this.templates].flatMap(([name, [{ owner, files: own }]]) =>
      own.map(({ path, ...file }) => ({
        ...file,
        repository: PLATFORM,
        path: `templates/${name}/${path}`,
        owner,
        managed: true,
        verbatim: true,
      })),
    );
    return { files, conflicts: [...this.templates].flatMap(([name, made]) => conflict(name, made)) };
  }
}

function conflict(name: string, [first, ...others]: readonly Made[]): Problem[] {
  const other = others.find(({ files }) => JSON.stringify(files) !== JSON.stringify(first.files));
  if (other === undefined) return [];
  return [
    {
      path: `${first.owner.node.path}, ${other.owner.node.path}`,
      got: `two templates with the name ${show(name)} that differ`,
      allowed: 'the same template in the stacks of all environments, or another templateName for each',
      fix: 'give both the same props, or one of them another templateName',
    },
  ];
}
