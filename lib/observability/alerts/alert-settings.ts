import type { Limit } from '../../core/limits';
import { SettingsTable, value } from '../../core/settings';
import type { Settings } from '../../core/settings';
import { REASON } from '../../platform/reason';
import { Severity } from '../severity';

/** What a team changes of an alert. */
export interface AlertChange {
  /** The alert's name, such as `DatabaseStorageLow`. */
  readonly alert: string;
  /**
   * Which one, if several have the name: the process, the job or the dependency that it is about.
   *
   * @default - all of the name
   */
  readonly about?: string;
  /**
   * The value beyond which it is raised.
   *
   * @default - the alert's own
   */
  readonly threshold?: number;
  /**
   * How long it has to last, in minutes.
   *
   * @default - the alert's own
   */
  readonly minutes?: number;
  /**
   * Who is told, and how soon.
   *
   * @default - the alert's own
   */
  readonly severity?: Severity;
  /**
   * Why the alert is left out, for the record.
   *
   * @default - it is there
   */
  readonly leftOutReason?: string;
}

const ALERT: Limit = {
  type: 'string',
  pattern: '^[A-Z][A-Za-z0-9]*$',
  example: 'DatabaseStorageLow',
  maxLength: 60,
  description: 'the name of an alert, such as DatabaseStorageLow',
};
const ABOUT: Limit = { type: 'string', minLength: 1, maxLength: 253, description: 'the name of a process, a job or a dependency' };
const THRESHOLD: Limit = { type: 'number', minimum: 0, maximum: 1e15, description: 'a number from 0 to 1e15' };
const MINUTES: Limit = { type: 'integer', minimum: 0, maximum: 24 * 60, description: 'minutes, at most a day' };

const TABLE = {
  alert: { form: value(ALERT), required: true, text: 'Its name' },
  about: {
    form: value(ABOUT),
    default: undefined,
    defaultText: 'all of the name',
    text: 'Which one, if several have the name: the process, the job or the dependency that it is about',
  },
  threshold: { form: value(THRESHOLD), default: undefined, defaultText: "the alert's own", text: 'The value beyond which it is raised' },
  minutes: { form: value(MINUTES), default: undefined, defaultText: "the alert's own", text: 'How long it has to last, in minutes' },
  severity: {
    form: value({ type: 'string', enum: Object.values(Severity) }),
    default: undefined,
    defaultText: "the alert's own",
    text: '`Severity.PAGE` or `TICKET`; outside of production every alert is a ticket',
  },
  leftOutReason: { form: value(REASON), default: undefined, defaultText: 'it is there', text: 'Why it is left out, for the record' },
} as const satisfies Settings<AlertChange>;

/** What can be changed of an alert. */
export const ALERT_CHANGE_SETTINGS = new SettingsTable<AlertChange, typeof TABLE>(TABLE);
