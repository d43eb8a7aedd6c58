import { pictureOf } from '../../bench/picture';

test('the picture of the benchmarks has a line for each way, and its figures', () => {
  const points = [1, 100, 1000].map((services) => ({ services, cost: services / 1000 }));
  const picture = pictureOf([{ name: 'by hand', color: '#000000', points }, { name: 'library', color: '#ff0000', points: points.slice(0, 2) }]);
  expect(picture).toContain('<polyline fill="none" stroke="#000000" stroke-width="2" points="60.5,309.7 107,283 530,40"/>');
  expect(picture).toContain('>by hand 1.00</text>');
  expect(picture).toContain('>library 0.10</text>');
  expect(picture).not.toContain('NaN');
});
