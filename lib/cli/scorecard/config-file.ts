import * as fs from 'node:fs';
import * as path from 'node:path';
import { isPlainObject } from '../../core/json';
import { show } from '../../core/problems';
import { Validation } from '../../core/validation';
import { REPORTS_CONFIG_SETTINGS } from '../../reports/config/config-settings';
import { checkConfig, parseYaml } from '../../reports/config/parse';
import { SCORECARD_SETTINGS } from '../../reports/scorecard/settings';
import type { ScorecardConfig } from '../../reports/scorecard/settings';
import { Trouble } from '../refusal';

/** What the configuration says of the scorecard, with defaults. */
export type ResolvedConfig = ReturnType<typeof resolved> & {
  readonly organization: string;
  /** How long after a deployment an incident is attributed to it. */
  readonly attributionMinutes: number;
  /** The folder that paths are relative to. */
  readonly folder: string;
};

/** Reads the configuration. Throws Trouble if there is no such file, and one error with every problem in it. */
export function readConfig(file: string): ResolvedConfig {
  const value = readYaml(file);
  const scorecard = (isPlainObject(value) ? (value.scorecard ?? {}) : {}) as ScorecardConfig;
  const validation = new Validation(file, 'RefusedByCommand');
  const delivery = checkConfig(validation, value);
  SCORECARD_SETTINGS.validate(validation, 'scorecard', scorecard);
  validation.throwIfAny();
  const { attributionMinutes, organization } = REPORTS_CONFIG_SETTINGS.resolveAll(delivery);
  return { ...resolved(scorecard), organization, attributionMinutes, folder: path.dirname(file) };
}

function resolved(config: ScorecardConfig) {
  return SCORECARD_SETTINGS.resolveAll(config);
}

/** The value in a YAML file. Throws Trouble if it does not exist or is not YAML. */
export function readYaml(file: string): unknown {
  const text = readText(file);
  try {
    return parseYaml(text);
  } catch (error) {
    throw new Trouble(`invalid YAML: ${show((error as Error).message.split('\n')[0])}`, 'YAML', 'correct that line');
  }
}

/** The value in a JSON file. Throws Trouble if it does not exist or is not JSON. */
export function readJsonFile(file: string): unknown {
  const text = readText(file);
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new Trouble(`invalid JSON: ${show((error as Error).message)}`, 'JSON', 'write the file again');
  }
}

/** The text of a file in UTF-8. Throws Trouble if it does not exist or is something else. */
export function readText(file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(fs.readFileSync(file));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new Trouble('nothing', 'a file', 'write it, or correct its path');
    if (code === 'EISDIR') throw new Trouble('a folder', 'a file', 'name the file');
    if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') throw new Trouble('bytes that are not UTF-8', 'text in UTF-8', 'save it as UTF-8');
    throw error;
  }
}
