import type { Limit } from '../../core/limits';
import { DNS_LABEL } from '../../core/names';
import { SettingsTable, value } from '../../core/settings';
import type { Settings } from '../../core/settings';

/** Where the alerts of a service are sent by Alertmanager. */
export interface AlertRoutes {
  /**
   * The Secret in the service's namespace with the key of a PagerDuty integration (Events API v2). Pages go there.
   *
   * @default - nobody is paged
   */
  readonly pagerDutySecret?: string;
  /**
   * The key of that Secret.
   *
   * @default 'routing-key'
   */
  readonly pagerDutyKey?: string;
  /**
   * The Secret in the service's namespace with the address of a Slack webhook. Every alert goes there.
   *
   * @default - nothing is sent to Slack
   */
  readonly slackSecret?: string;
  /**
   * The key of that Secret.
   *
   * @default 'webhook-url'
   */
  readonly slackKey?: string;
  /**
   * The channel, without the leading `#`.
   *
   * @default - the team's slackChannel
   */
  readonly slackChannel?: string;
}

const KEY: Limit = {
  type: 'string',
  pattern: '^[A-Za-z0-9._-]+$',
  example: 'routing-key',
  maxLength: 253,
  description: 'a key of a Secret: letters, digits, dots, underscores and hyphens',
};
const CHANNEL: Limit = {
  type: 'string',
  pattern: '^[a-z0-9][a-z0-9_-]{0,79}$',
  example: 'team-payments',
  description: "a channel's name without the #: lowercase letters, digits, hyphens and underscores, at most 80 characters",
};

const TABLE = {
  pagerDutySecret: {
    form: value(DNS_LABEL),
    default: undefined,
    defaultText: 'nobody is paged',
    text: 'The Secret with the key of a PagerDuty integration (Events API v2). Pages go there',
  },
  pagerDutyKey: { form: value(KEY), default: 'routing-key', text: 'The key of that Secret' },
  slackSecret: {
    form: value(DNS_LABEL),
    default: undefined,
    defaultText: 'nothing is sent to Slack',
    text: 'The Secret with the address of a Slack webhook. Every alert goes there',
  },
  slackKey: { form: value(KEY), default: 'webhook-url', text: 'The key of that Secret' },
  slackChannel: {
    form: value(CHANNEL),
    default: undefined,
    defaultText: "the team's `slackChannel`",
    text: 'The channel, without the `#`',
  },
} as const satisfies Settings<AlertRoutes>;

/** Where alerts can be sent. */
export const ALERT_ROUTES_SETTINGS = new SettingsTable<AlertRoutes, typeof TABLE>(TABLE);
