import { load } from 'js-yaml';
import { isPlainObject } from '../../core/json';
import { show } from '../../core/problems';
import { Validation } from '../../core/validation';
import type { ReportsConfig } from './config';
import { REPORTS_CONFIG_SETTINGS } from './config-settings';

/** The file that a platform team commits. */
export const CONFIG_FILE = 'golden-path.reports.yaml';

/** Keys that other reports read. */
export const OTHER_REPORTS: readonly string[] = ['scorecard'];

/** Reads the configuration, which may also be about other reports. Throws one error with every problem. */
export function parseConfig(text: string): ReportsConfig {
  const validation = new Validation(CONFIG_FILE, 'RefusedByCommand');
  const read = parsed(text, validation);
  validation.throwIfAny();
  const own = isPlainObject(read) ? Object.fromEntries(Object.entries(read).filter(([key]) => !OTHER_REPORTS.includes(key))) : read;
  const config = own as ReportsConfig;
  REPORTS_CONFIG_SETTINGS.validate(validation, '', config);
  validation.throwIfAny();
  return config;
}

function parsed(text: string, validation: Validation): unknown {
  try {
    return load(text);
  } catch (error) {
    const got = `invalid YAML: ${show((error as Error).message.split('\n')[0])}`;
    validation.add({ path: 'the file', got, allowed: 'YAML', fix: 'correct it at the line that the message names' });
    return undefined;
  }
}
