import { eachOnce, pairwise } from './pairwise';

const CHOICES = {
  language: ['python', 'typescript', 'go'],
  database: ['none', 'dev', 'standard', 'high'],
  cache: ['none', 'dev', 'standard'],
  bucket: [false, true],
  topics: [[], ['placed'], ['placed', 'shipped']],
};

test('every two values meet', () => {
  const combinations = pairwise(CHOICES);
  for (const [one, ones] of Object.entries(CHOICES)) {
    for (const [other, others] of Object.entries(CHOICES).filter(([name]) => name !== one)) {
      const met = new Set(combinations.map((each) => JSON.stringify([each[one], each[other]])));
      expect(met.size).toBe(ones.length * others.length);
    }
  }
});

test('with few combinations, each of which has every choice', () => {
  const combinations = pairwise(CHOICES);
  expect(combinations.length).toBeLessThanOrEqual(16);
  expect(combinations.every((each) => Object.keys(CHOICES).every((name) => name in each))).toBe(true);
  expect(pairwise(CHOICES)).toEqual(combinations);
});

test('each value is in one of a few combinations', () => {
  const combinations = eachOnce(CHOICES);
  expect(combinations).toHaveLength(4);
  for (const [name, values] of Object.entries(CHOICES)) {
    expect(new Set(combinations.map((each) => JSON.stringify(each[name])))).toEqual(new Set(values.map((value) => JSON.stringify(value))));
  }
});
