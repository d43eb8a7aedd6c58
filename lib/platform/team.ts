import { LABEL_VALUE } from '../core/names';
import { makeReadOnly } from '../core/read-only';
import type { Limit } from '../core/rules';
import type { Validation } from '../core/validation';

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

/** The limits of a team's props. */
export const TEAM_LIMITS: Record<Exclude<keyof TeamProps, 'dataNames' | 'repositories' | 'services'>, Limit> = {
  name: {
    ...LABEL_VALUE,
    minLength: 1,
    pattern: '^[a-z]([a-z0-9-]*[a-z0-9])?$',
    example: 'payments',
    description: 'lowercase letters, digits and hyphens, beginning with a letter, at most 63 characters',
  },
  catalogGroup: {
    type: 'string',
    pattern: '^[A-Za-z0-9]([A-Za-z0-9_.-]*[A-Za-z0-9])?$',
    example: 'payments',
    maxLength: 63,
    description: 'the name of a catalog group, without its kind, at most 63 characters',
  },
  costCenter: {
    type: 'string',
    pattern: '^[A-Za-z0-9_.:/=+@-][A-Za-z0-9 _.:/=+@-]*$',
    example: 'CC-4711',
    maxLength: 256,
    description: 'what AWS takes as a tag: letters, digits, spaces and _.:/=+-@, at most 256 characters',
  },
  slackChannel: {
    type: 'string',
    pattern: '^[a-z0-9][a-z0-9_-]{0,79}$',
    example: 'team-payments',
    description: "a channel's name without the #: lowercase letters, digits, hyphens and underscores, at most 80 characters",
  },
  pagerDutyId: { type: 'string', pattern: '^[A-Z0-9]{6,14}$', example: 'PX12AB3', description: 'a PagerDuty id such as PX12AB3' },
};

const SERVICE_PATTERN: Limit = {
  type: 'string',
  pattern: '^[a-z][a-z0-9-]{0,49}\\*?$',
  example: 'payment-*',
  description: "a service's name, or what names begin with and an asterisk, as in payment-*",
};

const DATA_NAME_PATTERN: Limit = {
  type: 'string',
  pattern: '^[a-z0-9][a-z0-9.-]{0,199}\\*?$',
  example: 'payments-*',
  description: 'the name of a database, bucket, cache or topic, or what names begin with and an asterisk, as in payments-*',
};

const REPOSITORY: Limit = {
  type: 'string',
  pattern: '^[A-Za-z0-9-]{1,39}/[A-Za-z0-9._-]{1,100}\\*?$',
  example: 'acme/payments-infra',
  description: 'a repository such as acme/payments-infra, or acme/payments-* for all that begin so',
};

/** A product team, with its defaults resolved. */
export class Team {
  /** The name that services use as `teamName`. */
  public readonly name: string;
  /** The group in the software catalog, without its kind. */
  public readonly catalogGroup: string;
  /** The cost center. */
  public readonly costCenter: string;
  /** The Slack channel without its `#`; absent if there is none. */
  public readonly slackChannel?: string;
  /** The id of the PagerDuty service; absent if there is no paging. */
  public readonly pagerDutyId?: string;
  /** The services that are reserved for the team, by name or prefix. */
  public readonly services: string[];
  /** The databases, buckets, caches and topics that are reserved for the team, by name or prefix. */
  public readonly dataNames: string[];
  /** The repositories that can plan and apply its stacks; any repository if empty. */
  public readonly repositories: string[];

  /** Created by the Platform, which has checked the props. */
  public constructor(props: TeamProps) {
    this.name = props.name;
    this.catalogGroup = props.catalogGroup ?? props.name;
    this.costCenter = props.costCenter ?? props.name;
    this.slackChannel = props.slackChannel;
    this.pagerDutyId = props.pagerDutyId;
    this.services = [...(props.services ?? [])];
    this.dataNames = [...(props.dataNames ?? [])];
    this.repositories = [...(props.repositories ?? [])];
    makeReadOnly(this);
  }
}

/** Checks one team of the platform. */
export function validateTeam(validation: Validation, path: string, props: TeamProps): void {
  validation.fields(path, props, { limits: TEAM_LIMITS, required: ['name'], others: ['dataNames', 'repositories', 'services'] });
  validation.list(`${path}.services`, props.services, SERVICE_PATTERN);
  validation.list(`${path}.dataNames`, props.dataNames, DATA_NAME_PATTERN);
  validation.list(`${path}.repositories`, props.repositories, REPOSITORY);
}
