import { makeReadOnly } from '../core/read-only';
import { TEAM_SETTINGS } from './team-settings';

/** The props of a team, which the platform team declares once. */
export interface TeamProps {
  /** The team's name, which services use as `teamName`, and the value of the label `<domain>/team`. */
  readonly name: string;
  /**
   * The team's group in the software catalog, which is used for owners and review requests.
   *
   * @default - the team's name
   * @see https://backstage.io/docs/features/software-catalog/descriptor-format#kind-group
   */
  readonly catalogGroup?: string;
  /**
   * The cost center: letters, digits, spaces and `_.:/=+-@`, at most 256 characters.
   *
   * @default - the team's name
   */
  readonly costCenter?: string;
  /**
   * The team's Slack channel, without the leading `#`.
   *
   * @default - no channel
   */
  readonly slackChannel?: string;
  /**
   * The id of the team's PagerDuty service, such as `PX12AB3`.
   *
   * @default - no paging
   */
  readonly pagerDutyId?: string;
  /**
   * The services that are reserved for this team: names, or prefixes such as `payment-*`. No other team can create one
   * of them, or a stack with the same state.
   *
   * @default - none are reserved
   */
  readonly services?: string[];
  /**
   * The databases, buckets, caches and topics that are reserved for this team: the names that services give them, or
   * prefixes such as `payments-*` and `payments.*`. No service of another team can create one of them.
   *
   * @default - none are reserved
   */
  readonly dataNames?: string[];
  /**
   * The Git repositories that can plan and apply the team's stacks, such as `acme/payments-infra` or `acme/payments-*`.
   * `golden-path check-plan --repository` checks a plan against them.
   *
   * @default - any repository
   */
  readonly repositories?: string[];
}

/** A product team, with its defaults resolved. */
export class Team {
  /** The name that services use as `teamName`. */
  public readonly name!: string;
  /** The group in the software catalog, without its kind. */
  public readonly catalogGroup!: string;
  /** The cost center. */
  public readonly costCenter!: string;
  /** The Slack channel without its `#`; absent if there is none. */
  public readonly slackChannel?: string;
  /** The id of the PagerDuty service; absent if there is no paging. */
  public readonly pagerDutyId?: string;
  /** The services that are reserved for the team, by name or prefix. */
  public readonly services!: string[];
  /** The databases, buckets, caches and topics that are reserved for the team, by name or prefix. */
  public readonly dataNames!: string[];
  /** The repositories that can plan and apply its stacks; any repository if empty. */
  public readonly repositories!: string[];

  /** Created by the Platform, which has checked the props. */
  public constructor(props: TeamProps) {
    Object.assign(this, TEAM_SETTINGS.resolveAll(props));
    makeReadOnly(this);
  }
}
