import { CORE_SCHEMA, load, Type } from 'js-yaml';
import { isPlainObject } from '../../core/json';
import { show } from '../../core/problems';
import { Validation } from '../../core/validation';
import type { ReportsConfig } from './config';
import { REPORTS_CONFIG_SETTINGS } from './config-settings';

/** The file that a platform team commits. */
export const CONFIG_FILE = 'golden-path.reports.yaml';

/** Keys that other reports read. */
const OTHER_REPORTS: readonly string[] = ['scorecard'];

/** A day stays a text; `<<` brings the fields of another object. */
const SCHEMA = CORE_SCHEMA.extend({
  implicit: [new Type('tag:yaml.org,2002:merge', { kind: 'scalar', resolve: (text: unknown) => text === '<<' })],
});

/** The value that a text in YAML stands for. Throws YAMLException if it is none. */
export function parseYaml(text: string): unknown {
  return load(text, { schema: SCHEMA });
}

/** Reads the configuration, which may also be about other reports. Throws one error with every problem. */
export function parseConfig(text: string, file = CONFIG_FILE): ReportsConfig {
  const validation = new Validation(file, 'RefusedByCommand');
  const read = parsed(text, validation);
  validation.throwIfAny();
  const config = checkConfig(validation, read);
  validation.throwIfAny();
  return config;
}

/** Checks everything but what other reports read, and returns it. */
export function checkConfig(validation: Validation, read: unknown): ReportsConfig {
  const own = isPlainObject(read) ? Object.fromEntries(Object.entries(read).filter(([key]) => !OTHER_REPORTS.includes(key))) : read;
  REPORTS_CONFIG_SETTINGS.validate(validation, '', own as ReportsConfig);
  return own as ReportsConfig;
}

function parsed(text: string, validation: Validation): unknown {
  try {
    return parseYaml(text);
  } catch (error) {
    const got = `invalid YAML: ${show((error as Error).message.split('\n')[0])}`;
    validation.add({ path: 'the file', got, allowed: 'YAML', fix: 'correct it at the line that the message names' });
    return undefined;
  }
}
