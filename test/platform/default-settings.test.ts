import type { PlatformDefaults } from '@golden-path/constructs';
import { DEFAULT_SETTINGS, DEFAULTS_LIMITS } from '../../lib/platform/default-settings';
import { thrownBy } from '../support/errors';
import { aPlatform } from '../support/platform';

test('every default of a platform is one value with a limit and a reason', () => {
  const { defaults } = aPlatform();
  expect(Object.keys(defaults)).toEqual(Object.keys(DEFAULTS_LIMITS));
  for (const [key, value] of Object.entries(defaults)) {
    expect(DEFAULT_SETTINGS.documented(key)).toMatchObject({ text: expect.stringMatching(/\S/) });
    expect(typeof value).toBe(DEFAULTS_LIMITS[key as keyof PlatformDefaults].type === 'integer' ? 'number' : 'string');
  }
});

test('what a platform leaves out or gives as undefined is the default, and nobody can change it', () => {
  const { defaults } = aPlatform({ defaults: { replicaCount: 3, cpuRequest: undefined } });
  expect(defaults).toMatchObject({ replicaCount: 3, cpuRequest: '250m', memoryRequest: '256Mi' });
  expect(Object.isFrozen(defaults)).toBe(true);
});

test.each<[string, unknown]>([
  ['replicaCount', 0],
  ['jobPods', -1],
  ['cpuRequest', '0'],
  ['sidecarMemoryRequest', 'a lot'],
  ['memoryRequest', 256],
  ['databaseClassDev', 'cache.t3.micro'],
])('a %s that is not sound is refused once', (key, value) => {
  const problems = thrownBy(() => aPlatform({ defaults: { [key]: value } as PlatformDefaults })).problems;
  expect(problems.map(({ path }) => path)).toEqual([`defaults.${key}`]);
  expect(() => aPlatform({ defaults: { sidecarCpuRequest: '0' } })).not.toThrow();
});
