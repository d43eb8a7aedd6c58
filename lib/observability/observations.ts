import type { IConstruct } from 'constructs';
import { PerApp } from '../core/per-app';
import type { Problem } from '../core/problems';
import { Preflight } from '../output/preflight';
import type { RepositoryContribution, RepositoryFile } from '../output/repository-tree';
import { RUNBOOK } from './resolved-service';
import type { ResolvedService } from './resolved-service';
import { environmentFiles } from './rule-tests/environment-files';
import { runbook } from './runbook/runbook';

/** A service in one environment that is observed. */
export interface Observed {
  readonly construct: IConstruct;
  readonly serviceName: string;
  readonly resolve: () => ResolvedService;
}

/** Everything of an app that is observed: the stacks of a service write one runbook together. */
export class Observations {
  private static readonly perApp = new PerApp((root) => new Observations(root));

  /** The observations of the app that a construct belongs to. */
  public static of(construct: IConstruct): Observations {
    return Observations.perApp.of(construct);
  }

  private readonly list: Observed[] = [];

  private constructor(root: IConstruct) {
    Preflight.of(root).addCheck(() => this.problems(), 'InvalidRule');
    Preflight.of(root).addRepositoryFiles(() => this.contribution());
  }

  public add(observed: Observed): void {
    this.list.push(observed);
  }

  /** Every service that is observed, in order. */
  public get all(): readonly Observed[] {
    return this.list;
  }

  private problems(): Problem[] {
    return this.list.flatMap(({ resolve }) => resolve().problems);
  }

  private contribution(): RepositoryContribution {
    const names = [...new Set(this.list.map(({ serviceName }) => serviceName))];
    return { files: names.flatMap((name) => this.filesOf(name)), conflicts: [] };
  }

  private filesOf(repository: string): RepositoryFile[] {
    const own = this.list.filter(({ serviceName }) => serviceName === repository);
    const file = ({ construct }: Observed, path: string, text: string): RepositoryFile => ({
      repository, path, text, owner: construct, managed: true,
    });
    // What is most watched comes first: the queries of the runbook are those of production, if there is one.
    const rank = ({ context }: ResolvedService) => (context.production ? 0 : 1);
    const resolved = own.map(({ resolve }) => resolve()).sort((one, other) => rank(one) - rank(other));
    return [
      file(own[0], RUNBOOK, runbook(resolved)),
      ...own.flatMap((each) => environmentFiles(each.resolve()).map(({ path, text }) => file(each, path, text))),
    ];
  }
}
