import { ADDRESS, fieldsOf } from '../core/checks';
import { Problems } from '../core/problems';

export interface PagerDutySettings {
  readonly apiToken: string;
  readonly apiUrl: string;
}

/** The API in the US service region. For the EU it is https://api.eu.pagerduty.com. */
const DEFAULT_URL = 'https://api.pagerduty.com';

/** The checked settings below `goldenPath.pagerDuty`. Throws one error with every problem. */
export function pagerDutySettings(value: unknown): PagerDutySettings {
  const problems = new Problems();
  const fields = fieldsOf(problems, 'goldenPath.pagerDuty', value).only(['apiToken', 'apiUrl']);
  const settings = {
    apiToken: fields.secret('apiToken', 'set goldenPath.pagerDuty.apiToken: ${PAGERDUTY_API_TOKEN} in app-config.yaml'),
    apiUrl: fields.optionalText('apiUrl', ADDRESS) ?? DEFAULT_URL,
  };
  problems.check('settings');
  return settings;
}
