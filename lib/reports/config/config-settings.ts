import type { Limit } from '../../core/limits';
import { SettingsTable, value } from '../../core/settings';
import type { Settings } from '../../core/settings';
import type { ReportsConfig, ServiceConfig } from './config';

const OWNER: Limit = {
  type: 'string',
  pattern: '^[A-Za-z0-9][A-Za-z0-9-]{0,38}$',
  example: 'acme',
  description: 'the name of an organisation or user on GitHub, such as acme',
};

const REPOSITORY: Limit = {
  type: 'string',
  pattern: '^([A-Za-z0-9][A-Za-z0-9-]{0,38}/)?[A-Za-z0-9._-]{1,100}$',
  example: 'payment-service',
  description: 'a repository as name or owner/name',
  fault: (text) => (/(^|\/)\.{1,2}$/.test(text) ? "write the repository's name" : undefined),
};

const NAME: Limit = {
  type: 'string',
  minLength: 1,
  maxLength: 100,
  pattern: '^[^\\u0000-\\u001f\\u007f]*$',
  example: 'payment-service',
  description: 'a name of 1 to 100 characters on one line',
};

const FOLDER: Limit = {
  type: 'string',
  pattern: '^[^/\\u0000-\\u001f]([^\\u0000-\\u001f]*[^/\\u0000-\\u001f])?$',
  maxLength: 500,
  example: 'services/cart',
  description: 'a folder of the repository, without a slash at its beginning or end',
};

const PAGERDUTY_ID: Limit = {
  type: 'string',
  pattern: '^[A-Z0-9]{1,20}$',
  example: 'P1234AB',
  description: 'the id of a service in PagerDuty, such as P1234AB',
};

const ADDRESS: Limit = {
  type: 'string',
  pattern: '^https?://[^\\s?#@]+$',
  example: 'https://github.acme.io/api/v3',
  description: 'the address of an API that begins with https://; http:// only for this machine',
  fault: (text) => {
    if (!URL.canParse(text)) return "write a whole address, such as 'https://github.acme.io/api/v3'";
    const { hostname, protocol } = new URL(text);
    const isHere = hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]';
    return protocol === 'https:' || isHere ? undefined : `write https://${text.slice('http://'.length)}: a token goes there`;
  },
};

const ATTRIBUTION: Limit = { type: 'integer', minimum: 1, maximum: 10_080 };
const LOOKBACK: Limit = { type: 'integer', minimum: 0, maximum: 365 };

/** What production is if nothing says so. */
export const PRODUCTION = ['production'];

/** The workflow that deploys if nothing says so. */
export const WORKFLOWS = ['Deploy to Production'];

/** The settings of a service. */
export const SERVICE_CONFIG_SETTINGS = new SettingsTable<ServiceConfig, Settings<ServiceConfig>>({
  name: { required: true, form: value(NAME), text: 'the name of the service' },
  team: { required: true, form: value(NAME), text: 'the team that owns it' },
  repository: { required: true, form: value(REPOSITORY), text: 'its repository, as `name` or `owner/name`; a former name works too' },
  paths: {
    default: undefined, defaultText: 'the whole repository', form: { kind: 'list', limit: FOLDER },
    text: 'its folders, if the repository has several services',
  },
  environments: {
    default: undefined, defaultText: 'those of the file', form: { kind: 'list', limit: NAME },
    text: "GitHub's environments that are production for this service",
  },
  workflows: {
    default: undefined, defaultText: 'those of the file, if GitHub has no deployments of it', form: { kind: 'list', limit: NAME },
    text: 'the workflows whose runs deploy it, by name or path; deployments then do not count',
  },
  pagerduty: {
    default: undefined, defaultText: '`pagerduty.com/service-id` of its catalog entry, else no incidents',
    form: { kind: 'list', limit: PAGERDUTY_ID },
    text: 'the ids of its services in PagerDuty',
  },
});

const REPORTS_CONFIG = {
  organization: { required: true, form: value(OWNER), text: 'the organisation, or the user, on GitHub' },
  githubUrl: {
    default: 'https://api.github.com', form: value(ADDRESS),
    text: "GitHub's API; GitHub Enterprise Server has it at `/api/v3`",
  },
  pagerdutyUrl: {
    default: 'https://api.pagerduty.com', form: value(ADDRESS),
    text: "PagerDuty's API; the European one is `https://api.eu.pagerduty.com`",
  },
  repositories: {
    default: undefined, defaultText: 'all of the organisation that are not archived', form: { kind: 'list', limit: REPOSITORY },
    text: 'the repositories to look for services in',
  },
  services: {
    default: undefined,
    defaultText: 'what `golden-path.lock.json` or `catalog-info.yaml` of the repositories says',
    form: { kind: 'propsList', table: SERVICE_CONFIG_SETTINGS, example: '{ name, team, repository }', unique: 'name' },
    text: 'the services',
  },
  environments: { default: PRODUCTION, form: { kind: 'list', limit: NAME }, text: "GitHub's environments that are production" },
  workflows: {
    default: WORKFLOWS, form: { kind: 'list', limit: NAME },
    text: 'the workflows whose runs are deployments of a service without GitHub deployments, by name or path',
  },
  workflowJob: {
    default: undefined, defaultText: 'a workflow that fails has begun to roll out', form: value(NAME),
    text: 'the job of these workflows that rolls out: one that fails before it is no failed deployment',
  },
  attributionMinutes: {
    default: 60, form: value(ATTRIBUTION),
    text: 'how long after the end of a deployment an incident is attributed to it',
  },
  lookbackDays: { default: 30, form: value(LOOKBACK), text: 'how many days before the window deployments are read too' },
} satisfies Settings<ReportsConfig>;

/** The settings of the file. */
export const REPORTS_CONFIG_SETTINGS = new SettingsTable<ReportsConfig, typeof REPORTS_CONFIG>(REPORTS_CONFIG);
