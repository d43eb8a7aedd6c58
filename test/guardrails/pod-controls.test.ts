import { restrictedBreaches } from '../../lib/guardrails/rows/pod-controls';
import { CONTROLS } from '../support/pod-security/controls';
import { restrictedViolations } from '../support/pod-security/restricted';
import { soundPod } from '../support/pod-security/sound-pod';
import type { Json } from '../support/synth';

/** Values that a field of a pod may have, sound ones and others. */
const VALUES = [
  undefined,
  null,
  true,
  false,
  0,
  1,
  '',
  'Default',
  'RuntimeDefault',
  'Unconfined',
  'container_t',
  'ALL',
  ['ALL'],
  ['SYS_ADMIN'],
  {},
];

/** A pod with a value in the place of a pattern of the standards: in the first item of each list. */
function planted(pattern: string, value: unknown): Json {
  const pod = soundPod() as unknown as Json;
  const steps = pattern.replaceAll('[*]', '.0').replace(/\*$/, 'nfs').split('.');
  const last = steps.pop()!;
  let at = pod;
  steps.forEach((step, index) => {
    at[step] ??= (steps[index + 1] ?? last) === '0' ? [{}] : {};
    at = at[step];
  });
  if (value === undefined) delete at[last];
  else at[last] = value;
  return pod;
}

describe('the profile restricted', () => {
  test('holds for a sound pod', () => {
    expect(restrictedBreaches(soundPod() as unknown as Json)).toEqual([]);
  });

  test.each([...new Set(CONTROLS.flatMap(({ fields }) => fields))])('is the same as that of the standards at %s', (pattern) => {
    for (const value of VALUES) {
      const pod = planted(pattern, value);
      expect([pattern, value, restrictedBreaches(pod).length > 0]).toEqual([pattern, value, restrictedViolations(pod).length > 0]);
    }
  });
});
