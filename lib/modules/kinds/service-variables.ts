import { allowedBy, breach } from '../../core/limits';
import { DNS_LABEL_LENGTH } from '../../core/names';
import { claimantOf } from '../../platform/claims';
import { RESERVED_SERVICE_NAMES } from '../../platform/ownership';
import type { Platform } from '../../platform/platform';
import { SERVICE_NAME } from '../../platform/service-name';
import { SERVICE_NAME_ROOM } from '../../service/derived-names';
import { snake } from '../derive/environment-data';
import type { Local, Rule, Variable } from './kind';

/** The variables that say whose resources they are, which every module has. */
export function serviceVariables({ environments, teams }: Platform): Variable[] {
  return [
    { prop: 'serviceName', limit: SERVICE_NAME, text: `The name of the service: ${allowedBy(SERVICE_NAME)}` },
    {
      prop: 'teamName',
      limit: { type: 'string', enum: teams.map(({ name }) => name).sort() },
      text: 'The team that owns the service: a team of the platform',
    },
    {
      prop: 'environment',
      limit: { type: 'string', enum: environments.map(({ name }) => name).sort() },
      text: 'The environment: one of the platform',
    },
  ];
}

/** The team that alone may use a name, as `services` or `dataNames` of the teams of the platform say. */
export function claimLocal(platform: Platform, claimed: 'services' | 'dataNames', variable: string, prop: string): Local[] {
  const claims = claimsOf(platform, claimed);
  if (claims.length === 0) return [];
  const owners = claims.map(([pattern, team]) => `  { pattern = "${pattern}", team = "${team}" },\n`).join('');
  const isMeant = `endswith(claim.pattern, "*") ? startswith(${variable}, trimsuffix(claim.pattern, "*")) : ${variable} == claim.pattern`;
  return [
    {
      name: ownerLocal(prop),
      // A team may name something twice, by its name and by a prefix.
      hcl: `one(distinct([for claim in [\n${owners}] : claim.team if ${isMeant}]))`,
      isNullable: true,
      of: (values) => claimantOf(platform.teams, claimed, String(values[prop]))?.name,
    },
  ];
}

function ownerLocal(prop: string): string {
  return `${snake(prop)}_owner`;
}

function claimsOf({ teams }: Platform, claimed: 'services' | 'dataNames'): [pattern: string, team: string][] {
  return teams.flatMap((team) => team[claimed].map((pattern): [string, string] => [pattern, team.name]));
}

/** The rules of a service's name beyond its limit. */
export function serviceRules(platform: Platform): Rule[] {
  const longest = Math.max(...platform.environments.map(({ name }) => name.length));
  const room = SERVICE_NAME_ROOM - longest;
  const at = { prop: 'serviceName' };
  return [
    {
      at,
      condition: `!contains([${RESERVED_SERVICE_NAMES.map((name) => `"${name}"`).join(', ')}], var.service_name)`,
      breaks: [{ serviceName: RESERVED_SERVICE_NAMES[1] }],
    },
    ...(room < SERVICE_NAME.maxLength && room < DNS_LABEL_LENGTH
      ? [{ at, condition: `length(var.service_name) <= ${room}`, breaks: [{ serviceName: 's'.repeat(room + 1) }] }]
      : []),
    ...claimRules(platform, 'services', 'serviceName', (name) => (
      breach('', name, SERVICE_NAME) === undefined && name.length <= room && !RESERVED_SERVICE_NAMES.includes(name)
    )),
  ];
}

/** What a name has in place of the asterisk of a claim, the first that makes it a name. */
const ENDINGS = ['zz', 'z', ''];

/**
 * The rule of names that belong to another team. It stands at the variable of the team, whose validation reads both.
 *
 * @param isSound whether a name breaks no other rule
 */
export function claimRules(
  platform: Platform, claimed: 'services' | 'dataNames', prop: string, isSound: (name: string) => boolean,
): Rule[] {
  const claims = claimsOf(platform, claimed);
  const breaks = claims.flatMap(([pattern, owner]) => {
    const other = platform.teams.find(({ name }) => name !== owner);
    const name = ENDINGS.map((ending) => pattern.replace('*', ending)).find(isSound);
    return other && name !== undefined ? [{ [prop]: name, teamName: other.name }] : [];
  });
  if (breaks.length === 0) return [];
  const owner = `local.${ownerLocal(prop)}`;
  return [{ at: { prop: 'teamName' }, path: prop, condition: `${owner} == null ? true : ${owner} == var.team_name`, breaks }];
}
