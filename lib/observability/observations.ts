import type { IConstruct } from 'constructs';
import type { Json } from '../core/json';
import { PerApp } from '../core/per-app';
import type { Problem } from '../core/problems';
import { toYaml } from '../core/yaml';
import { Preflight } from '../output/preflight';
import type { RepositoryContribution, RepositoryFile } from '../output/repository-tree';
import { rulesOf, RUNBOOK } from './resolved-service';
import type { ResolvedService } from './resolved-service';
import { alertTests } from './rule-tests/alert-tests';
import { objectiveTests, slowObjectiveTests } from './rule-tests/objective-tests';
import { testFile } from './rule-tests/rule-test';
import { runbook } from './runbook/runbook';
import { openSlo } from './slo/open-slo';

/** How often rules are evaluated in tests that take days. */
const SLOW_MINUTES = 10;

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
    return this.list.flatMap(({ resolve }) => resolve().changed.problems);
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

/** The rules, their tests and the objectives of one environment. */
function environmentFiles(service: ResolvedService): { readonly path: string; readonly text: string }[] {
  const { changed, objectives, subject } = service;
  const groups = rulesOf(service);
  if (groups.length === 0) return [];
  const folder = `observability/${subject.environment}`;
  const openSlos = objectives.map((each) => toYaml(openSlo(each)));
  const fast = [...objectives.flatMap(objectiveTests), ...changed.alerts.flatMap(alertTests)];
  const slow = objectives.flatMap((objective) => slowObjectiveTests(objective, SLOW_MINUTES));
  return [
    { path: `${folder}/rules.yaml`, text: toYaml({ groups } as unknown as Json) },
    { path: `${folder}/rules.test.yaml`, text: toYaml(testFile('rules.yaml', 1, fast) as unknown as Json) },
    ...(slow.length > 0
      ? [{ path: `${folder}/rules-days.test.yaml`, text: toYaml(testFile('rules.yaml', SLOW_MINUTES, slow) as unknown as Json) }]
      : []),
    ...(openSlos.length > 0 ? [{ path: `${folder}/openslo.yaml`, text: openSlos.join('---\n') }] : []),
  ];
}
