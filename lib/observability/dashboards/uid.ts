import { nameFrom } from '../../core/names';

/** @see https://grafana.com/docs/grafana/latest/developers/http_api/dashboard/#identifier-id-vs-unique-identifier-uid */
const UID_LENGTH = 40;

/** The uid of the dashboard with this name: the name itself, or a part of it with a hash if it is longer than a uid may be. */
export function dashboardUid(name: string): string {
  return nameFrom(name, UID_LENGTH);
}

/** The uid of the dashboard of a team. No service has an underscore in its name. */
export function teamUid(team: string, environment: string): string {
  return `team_${nameFrom(`${team}-${environment}`, UID_LENGTH - 'team_'.length)}`;
}

/** The uid of the platform's dashboard. */
export function platformUid(environment: string): string {
  return `platform_${nameFrom(environment, UID_LENGTH - 'platform_'.length)}`;
}
