import { Platform, Team } from '@golden-path/constructs';
import type { PlatformProps, TeamProps } from '@golden-path/constructs';
import { PLATFORM_SETTINGS } from '../../lib/platform/platform-settings';
import { TEAM_SETTINGS } from '../../lib/platform/team-settings';
import { thrownBy } from '../support/errors';
import { aPlatform, platformProps } from '../support/platform';
import type { Absent, Mutable, Same } from '../support/types';

type ResolvedPlatform = Absent<Mutable<ReturnType<typeof PLATFORM_SETTINGS.resolveAll>>>;
type ResolvedTeam = Absent<Mutable<ReturnType<typeof TEAM_SETTINGS.resolveAll>>>;

/** What the class makes of its settings, rather than keeping them. */
type Made = 'cacheTiers' | 'catalog' | 'databaseTiers' | 'environments' | 'teams';

test('the classes have a field of the resolved type for every setting', () => {
  const team: Same<Absent<Team>, ResolvedTeam> = true;
  const platform: Same<Absent<Omit<Platform, Made | 'applyTo' | 'environment' | 'team'>>, Omit<ResolvedPlatform, Made>> = true;
  const without: Same<Absent<Omit<Team, 'costCenter'>>, ResolvedTeam> = false;
  expect([team, platform, without]).toEqual([true, true, false]);
  expect(Object.keys(new Team({ name: 'payments' })).sort()).toEqual(
    Object.keys(TEAM_SETTINGS.resolveAll({ name: 'payments' })).sort(),
  );
  expect(Object.keys(aPlatform()).sort()).toEqual(Object.keys(PLATFORM_SETTINGS.resolveAll(platformProps())).sort());
});

test('the defaults of a team follow from its name', () => {
  expect(new Team({ name: 'payments', costCenter: undefined, services: ['payment-*'] })).toEqual({
    name: 'payments',
    catalogGroup: 'payments',
    costCenter: 'payments',
    services: ['payment-*'],
    dataNames: [],
    repositories: [],
  });
});

test('what a platform was made of cannot be changed through its lists', () => {
  const { platformTeams } = aPlatform();
  expect(() => platformTeams.push('payments')).toThrow(TypeError);
  expect(aPlatform().platformTeams).toEqual(['platform']);
});

test.each<[string, Partial<Record<keyof PlatformProps, unknown>>, object]>([
  [
    'no environment',
    { environments: [] },
    {
      path: 'environments',
      got: '[]',
      allowed: 'a list of one or more',
      fix: "write [{ name: '...' }]",
    },
  ],
  ['one environment that is not in a list', { environments: 'staging' }, { path: 'environments', got: "'staging'" }],
  ['no teams', { teams: undefined }, { path: 'teams', got: 'nothing', allowed: 'a list of one or more', fix: 'give teams' }],
  ['a team that is a name', { teams: ['payments'] }, { path: 'teams[0]', allowed: 'an object', fix: "write { name: '...' }" }],
  [
    'one team twice',
    { teams: [{ name: 'payments' }, { name: 'payments' }] },
    {
      path: 'teams[1].name',
      allowed: 'a name that none of the other teams has',
      fix: 'rename one of the two',
    },
  ],
  [
    'a kind that is not in a list',
    { serviceKinds: { group: 'keda.sh', kind: 'ScaledObject' } },
    {
      path: 'serviceKinds',
      allowed: 'a list',
      fix: "write [{ group: 'keda.sh', kind: 'ScaledObject' }]",
    },
  ],
  ['a kind without a group', { serviceKinds: [{ kind: 'ScaledObject' }] }, { path: 'serviceKinds[0].group', got: 'nothing' }],
  ['a kind that grants permissions', { serviceKinds: [{ group: '', kind: 'Secret' }] }, { path: 'serviceKinds[0].kind' }],
  ['defaults that are a number', { defaults: 3 }, { path: 'defaults', got: '3', allowed: 'an object' }],
  ['platform teams that are a name', { platformTeams: 'platform' }, { path: 'platformTeams', allowed: 'a list' }],
])('a platform with %s is refused', (_, props, problem) => {
  expect(thrownBy(() => aPlatform(props as Partial<PlatformProps>)).problems).toMatchObject([problem]);
});

test('props that are no object are refused alone', () => {
  expect(thrownBy(() => new Platform(undefined as never)).problems).toMatchObject([{ path: 'props', allowed: 'an object' }]);
});

test.each<[keyof TeamProps, unknown, string]>([
  ['slackChannel', '#pay', 'teams[0].slackChannel'],
  ['repositories', ['payments'], 'teams[0].repositories[0]'],
  ['services', 'payment-*', 'teams[0].services'],
  ['dataNames', ['**'], 'teams[0].dataNames[0]'],
])('the %s of a team is checked', (key, given, path) => {
  expect(thrownBy(() => aPlatform({ teams: [{ name: 'payments', [key]: given }] })).problems).toMatchObject([{ path }]);
});
