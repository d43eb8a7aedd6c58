import type { Limit } from '../core/limits';
import { LABEL_VALUE } from '../core/names';
import { SettingsTable, value } from '../core/settings';
import type { Settings } from '../core/settings';
import type { TeamProps } from './team';

/** The name of a team. */
export const TEAM_NAME: Limit = {
  ...LABEL_VALUE,
  minLength: 1,
  pattern: '^[a-z]([a-z0-9-]*[a-z0-9])?$',
  example: 'payments',
  description: 'lowercase letters, digits and hyphens, beginning with a letter, at most 63 characters',
};
const CATALOG_GROUP: Limit = {
  type: 'string',
  pattern: '^[A-Za-z0-9]([A-Za-z0-9_.-]*[A-Za-z0-9])?$',
  example: 'payments',
  maxLength: 63,
  description: 'the name of a catalog group, without its kind, at most 63 characters',
};
const COST_CENTER: Limit = {
  type: 'string',
  pattern: '^[A-Za-z0-9_.:/=+@-][A-Za-z0-9 _.:/=+@-]*$',
  example: 'CC-4711',
  maxLength: 256,
  description: 'what AWS takes as a tag: letters, digits, spaces and _.:/=+-@, at most 256 characters',
};
const SLACK_CHANNEL: Limit = {
  type: 'string',
  pattern: '^[a-z0-9][a-z0-9_-]{0,79}$',
  example: 'team-payments',
  description: "a channel's name without the #: lowercase letters, digits, hyphens and underscores, at most 80 characters",
};
/** The id of a service in PagerDuty. */
export const PAGER_DUTY_ID: Limit = {
  type: 'string',
  pattern: '^[A-Z0-9]{6,14}$',
  example: 'PX12AB3',
  description: 'a PagerDuty id such as PX12AB3',
};
const SERVICE: Limit = {
  type: 'string',
  pattern: '^[a-z][a-z0-9-]{0,49}\\*?$',
  example: 'payment-*',
  description: "a service's name, or what names begin with and an asterisk, as in payment-*",
};
const DATA_NAME: Limit = {
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

const TABLE = {
  name: {
    form: value(TEAM_NAME),
    required: true,
    text: 'The value that services write in `teamName`; the label `<domain>/team`',
  },
  catalogGroup: {
    form: value(CATALOG_GROUP),
    default: ({ name }) => name,
    defaultText: "the team's name",
    text: 'The group in the software catalog; the annotation `<domain>/owner`',
  },
  costCenter: {
    form: value(COST_CENTER),
    default: ({ name }) => name,
    defaultText: "the team's name",
    text: 'Who pays; the annotation `<domain>/cost-center`',
  },
  slackChannel: {
    form: value(SLACK_CHANNEL),
    default: undefined,
    defaultText: 'no channel',
    text: 'The Slack channel, without the `#`, in which [Argo CD reports failed syncs](gitops.md#argocd)',
  },
  pagerDutyId: {
    form: value(PAGER_DUTY_ID),
    default: undefined,
    defaultText: 'no paging',
    text: "The id of the team's PagerDuty service",
  },
  services: {
    form: { kind: 'list', limit: SERVICE },
    default: [],
    defaultText: 'none are reserved',
    text: 'The services that only this team may create, such as `payment-service` or `payment-*`',
  },
  dataNames: {
    form: { kind: 'list', limit: DATA_NAME },
    default: [],
    defaultText: 'none are reserved',
    text: 'The [companions](data.md) that only this team may create, such as `payments-*` and `payments.*`',
  },
  repositories: {
    form: { kind: 'list', limit: REPOSITORY },
    default: [],
    defaultText: 'any repository',
    text: 'The Git repositories that may plan and apply its stacks, such as `acme/payments-*`',
  },
} as const satisfies Settings<TeamProps>;

/** Every setting of a team: its check, its default and its documentation. */
export const TEAM_SETTINGS = new SettingsTable<TeamProps, typeof TABLE>(TABLE);
