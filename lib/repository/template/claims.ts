import { NamePattern } from '../../core/name-pattern';
import type { Platform } from '../../platform/platform';
import type { Team } from '../../platform/team';
import { refOf } from './owners';

/** A part of a JSON schema. */
export type Schema = Record<string, unknown>;

/** The fields of the form that name data which a team may have alone. */
const DATA_FIELDS = ['databaseName', 'cacheName', 'bucketName'];

/**
 * What only one team may have, as rules of a form: whoever is not its group cannot take the name.
 *
 * A rule refuses by `not`: a form makes fields of what `then` says.
 */
export function serviceClaims({ teams }: Platform): Schema[] {
  return teams.flatMap((team) => notForOthers(team, { name: team.services }));
}

/** The same for data. Topics begin with the name of the service and a dot. */
export function dataClaims({ teams }: Platform): Schema[] {
  return teams.flatMap((team) => {
    const plain = team.dataNames.filter((meant) => !meant.includes('.'));
    const dotted = team.dataNames.filter((meant) => meant.includes('.'));
    return [
      ...DATA_FIELDS.flatMap((field) => notForOthers(team, { [field]: plain })),
      // What has no dot has to begin the name of the service.
      ...notForOthers(team, { name: plain.filter((meant) => meant.endsWith('*')) }, { topics: { type: 'array', minItems: 1 } }),
      ...dotted.flatMap((meant) => {
        const [service, ...rest] = meant.split('.');
        const contains = { type: 'string', pattern: meantBy([rest.join('.')]).pattern };
        return notForOthers(team, { name: [service] }, { topics: { type: 'array', contains } });
      }),
    ];
  });
}

function notForOthers(team: Team, claims: Readonly<Record<string, readonly string[]>>, more: Schema = {}): Schema[] {
  if (Object.values(claims).some((claim) => claim.length === 0)) return [];
  const named = Object.entries(claims).map(([field, claim]) => [field, { type: 'string', pattern: meantBy(claim).pattern }]);
  const fields: Schema = { ...Object.fromEntries(named), ...more };
  return [{ not: { required: ['owner', ...Object.keys(fields)], properties: { owner: { not: { const: refOf(team) } }, ...fields } } }];
}

/** What names are meant, as one pattern. */
function meantBy(claims: readonly string[]): NamePattern {
  const patterns = claims.map((meant) => `${meant.replace(/\*$/, '').replaceAll('.', '\\.')}${meant.endsWith('*') ? '' : '$'}`);
  return new NamePattern(`^(${patterns.join('|')})`);
}
