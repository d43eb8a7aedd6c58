import type { Limit } from '../../core/limits';
import { SettingsTable } from '../../core/settings';
import type { Settings } from '../../core/settings';
import { cronFault } from '../limits/cron';
import { IMAGE_REFERENCE } from '../limits/image-reference';
import { TIME_ZONE } from '../limits/time-zone';
import type { JobProps, ScheduledJob } from '../props/job-props';
import { ENV_SOURCES, FILE_SOURCES } from './configuration-settings';
import { USER } from './container-settings';
import { BOOLEAN, CPU_REQUEST, ENV, FILES, integer, MEMORY_AMOUNT, NAME, POD_ANNOTATIONS, TEXTS, value } from './forms';
import { SCHEDULED } from './scheduling-settings';
import { VOLUMES } from './volume-settings';

const SCHEDULE: Limit = {
  type: 'string',
  example: '0 3 * * *',
  maxLength: 200,
  description: 'a schedule as Kubernetes reads it, five fields such as 0 3 * * *',
  fault: cronFault,
};

/** What a program may use, if nothing is said of it. */
export const RESOURCES = {
  cpuRequest: {
    form: CPU_REQUEST,
    default: undefined,
    defaultText: "the service's",
    text: 'The CPU reserved for it (its request)',
  },
  memoryRequest: {
    form: MEMORY_AMOUNT,
    default: undefined,
    defaultText: "the service's",
    text: 'The memory reserved for it (its request)',
  },
  memoryLimit: {
    form: MEMORY_AMOUNT,
    default: undefined,
    defaultText: "twice memoryRequest, if given, otherwise the service's",
    text: 'The most memory that it gets (its limit)',
  },
} as const satisfies Settings<Pick<JobProps, 'cpuRequest' | 'memoryRequest' | 'memoryLimit'>>;

const TABLE = {
  image: {
    form: value(IMAGE_REFERENCE),
    default: undefined,
    defaultText: "the application's",
    text: 'An image of its own, with its tag or digest',
  },
  command: {
    form: TEXTS,
    default: undefined,
    defaultText: "the application's; with an image of its own, the image's entry point",
    text: 'The program and its first arguments',
  },
  args: {
    form: TEXTS,
    default: undefined,
    defaultText: "the application's; none with a command, the image's with an image of its own",
    text: 'Arguments',
  },
  env: { form: ENV, default: {}, defaultText: 'none', text: "Environment variables, in addition to the application's" },
  files: { form: FILES, default: {}, defaultText: 'none', text: "Files, in addition to the application's" },
  fileSources: {
    form: FILE_SOURCES,
    default: {},
    defaultText: 'none',
    text: "Files from Secrets and ConfigMaps, in addition to the application's",
  },
  ...ENV_SOURCES,
  ...VOLUMES,
  ...RESOURCES,
  podAnnotations: { form: POD_ANNOTATIONS, default: {}, defaultText: 'none', text: 'Annotations of its pods' },
  retries: { form: integer(0, 20), default: 2, text: 'How often a failed run is retried, 0 to 20' },
  timeoutSeconds: { form: integer(1, 86_400), default: 3600, text: 'A run is stopped after this time, 1 to 86400 seconds' },
  restartsInPlace: {
    form: BOOLEAN,
    default: false,
    text: 'Whether a failed container restarts in the same pod instead of a new one',
  },
  ...USER,
  ...SCHEDULED,
} as const satisfies Settings<JobProps>;

/** What runs to its end. */
export const JOB_SETTINGS = new SettingsTable<JobProps, typeof TABLE>(TABLE);

const SCHEDULED_TABLE = {
  name: { form: NAME, required: true, text: 'A DNS label; the CronJob is `<serviceName>-<name>`, at most 52 characters' },
  schedule: {
    form: value(SCHEDULE),
    default: undefined,
    defaultText: 'none: `kubectl create job --from=cronjob/...` starts it',
    text: 'When it runs, in cron syntax',
  },
  timeZone: { form: value(TIME_ZONE), default: 'Etc/UTC', text: 'The time zone of the schedule' },
  allowConcurrent: { form: BOOLEAN, default: false, text: 'Whether a run can start while the previous one is still running' },
  suspended: {
    form: BOOLEAN,
    default: ({ schedule }) => schedule === undefined,
    defaultText: 'false; true without a schedule',
    text: 'Whether the schedule is paused',
  },
  history: { form: integer(0, 100), default: 3, text: 'How many finished runs of each outcome are kept, 0 to 100' },
  ...TABLE,
} as const satisfies Settings<ScheduledJob>;

/** A job at fixed times. */
export const SCHEDULED_JOB_SETTINGS = new SettingsTable<ScheduledJob, typeof SCHEDULED_TABLE>(SCHEDULED_TABLE);
