import type { IConstruct } from 'constructs';
import { PerApp } from '../../core/per-app';
import type { Problem } from '../../core/problems';
import { show } from '../../core/problems';
import { Preflight } from '../../output/preflight';
import type { RepositoryContribution } from '../../output/repository-tree';
import type { Environment } from '../../platform/environment';
import { deliveryWorkflowOf } from '../../platform/workflow-limits';
import { servicesOf } from '../catalog/services';
import type { ServiceFacts } from '../catalog/services';
import { merged } from '../merge';
import type { Said } from '../merge';
import { callerOf } from './caller';
import type { Delivery } from './caller';
import type { DeliveryWorkflowProps } from './delivery-workflow-props';
import { DELIVERY_WORKFLOW_SETTINGS } from './delivery-workflow-settings';
import { LINT_AND_TEST } from './languages';

/** What one stack says of the delivery of its service, as it was given. */
export type DeliveryProps = Omit<DeliveryWorkflowProps, 'service'>;

/** The order of commands means something: two lists are one value each, which has to be the same. */
type Mergeable = Omit<DeliveryProps, 'commands'> & { readonly commands?: string };

/** The deliveries of an app: the stacks of a service write one workflow together. */
export class Deliveries {
  private static readonly perApp = new PerApp((root) => new Deliveries(root));

  /** The deliveries of the app that a construct belongs to. */
  public static of(construct: IConstruct): Deliveries {
    return Deliveries.perApp.of(construct);
  }

  private readonly said = new Map<string, Said<Mergeable>[]>();

  private constructor(private readonly root: IConstruct) {
    Preflight.of(root).addRepositoryFiles(() => this.contribution());
  }

  /** Adds what one stack says of the delivery of a service. */
  public add(serviceName: string, { construct, props: { commands, ...props } }: Said<DeliveryProps>): void {
    const mergeable = { ...props, ...(commands && { commands: commands.join('\n') }) };
    this.said.set(serviceName, [...(this.said.get(serviceName) ?? []), { construct, props: mergeable }]);
  }

  private contribution(): RepositoryContribution {
    const services = servicesOf(this.root);
    const all = [...this.said].flatMap(([name, said]) => (services.has(name) ? [deliveryOf(services.get(name)!, said)] : []));
    return {
      files: all.map(({ construct, delivery }) => ({
        repository: delivery.service,
        owner: construct,
        managed: true,
        ...callerOf(delivery),
      })),
      conflicts: all.flatMap(({ conflicts }) => conflicts),
    };
  }
}

interface Whole {
  readonly construct: IConstruct;
  readonly delivery: Delivery;
  readonly conflicts: readonly Problem[];
}

function deliveryOf(facts: ServiceFacts, said: readonly Said<Mergeable>[]): Whole {
  const [{ construct }] = said;
  const { conflicts, props } = merged(said, 'workflow');
  const { commands, ...own } = props;
  const settings = DELIVERY_WORKFLOW_SETTINGS.resolveAll(own as DeliveryWorkflowProps);
  const { environments, name: service, platform, team } = facts;
  const namesOf = (isProduction: boolean) => environments.filter(({ production }) => production === isProduction).map(nameOf);
  const [staging, production] = [settings.staging ?? namesOf(false).at(-1), settings.production ?? namesOf(true)[0] ?? ''];
  const gitops = gitOpsOf(platform.gitOpsRepository);
  const delivery: Delivery = {
    ...settings,
    service,
    commands: commands ?? LINT_AND_TEST[settings.language!].join('\n'),
    image: settings.image ?? `${platform.imageRegistry}/${service}`,
    workflow: settings.workflow ?? deliveryWorkflowOf(platform.organization),
    staging: staging ?? '',
    production,
    environments: environments.map(nameOf),
    gitOpsOwner: gitops?.owner ?? '',
    gitOpsRepository: gitops?.name ?? '',
    channel: team.slackChannel,
  };
  return { construct, delivery, conflicts: [...conflicts, ...unusable(construct, facts, staging)] };
}

function unusable(construct: IConstruct, { environments, platform }: ServiceFacts, staging: string | undefined): Problem[] {
  const problems: Problem[] = [];
  if (staging === undefined) {
    problems.push({
      path: `${construct.node.path}: staging`,
      got: `a service in ${environments.map(({ name }) => show(name)).join(', ')}`,
      allowed: 'a service that also has an environment which is not for production: what is promoted has to run there first',
      fix: 'make a stack for such an environment, or set staging',
    });
  }
  if (!gitOpsOf(platform.gitOpsRepository)) {
    problems.push({
      path: `${construct.node.path}: gitOpsRepository of the platform`,
      got: show(platform.gitOpsRepository),
      allowed: 'a repository on github.com: the workflow opens its pull requests there',
      fix: 'remove the DeliveryWorkflow, or move the GitOps repository to GitHub',
    });
  }
  return problems;
}

function nameOf({ name }: Environment): string {
  return name;
}

/** The owner and the name of a repository on GitHub; nothing if it is elsewhere. */
function gitOpsOf(address: string): { readonly owner: string; readonly name: string } | undefined {
  const [, owner, name] = /^(?:https:\/\/|(?:ssh:\/\/)?git@)github\.com[/:]([A-Za-z0-9-]+)\/([A-Za-z0-9._-]+)$/.exec(address) ?? [];
  return owner === undefined ? undefined : { owner, name: name.endsWith('.git') ? name.slice(0, -'.git'.length) : name };
}
