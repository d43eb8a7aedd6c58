import fc from 'fast-check';
import { chartValues } from '../../lib/gitops/values/chart-values';
import { splitValues } from '../../lib/gitops/values/split-values';
import { merged } from '../../lib/testing/application';
import { appValues } from './arbitrary-values';

test('the values of any two environments come back when Helm merges what they were split into', () => {
  fc.assert(
    fc.property(appValues(), appValues(), (one, other) => {
      const [staging, production] = [chartValues(one), chartValues(other)];
      const { shared, differing } = splitValues({ staging, production }, ['image.tag', 'image.digest']);
      expect(merged(shared, differing.staging)).toEqual(staging);
      expect(merged(shared, differing.production)).toEqual(production);
    }),
    { numRuns: 100 },
  );
});

test('what all environments have stands once, and what belongs to one in its own file', () => {
  const values = { image: { repository: 'a', tag: '1' }, env: { A: '1', B: '2' }, list: ['x'] };
  const { shared, differing } = splitValues({ staging: values, production: { ...values, list: ['y'] } }, ['image.tag']);
  expect(shared).toEqual({ image: { repository: 'a' }, env: { A: '1', B: '2' } });
  expect(differing).toEqual({ staging: { image: { tag: '1' }, list: ['x'] }, production: { image: { tag: '1' }, list: ['y'] } });
});
