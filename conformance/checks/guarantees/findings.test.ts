import { acceptedFindings, compareFindings } from './findings';

const finding = (where: string, check = 'OPEN', tool = 'judge') => ({ tool, check, where, message: 'it is open' });
const accepted = (where: string, check = 'OPEN', tool = 'judge') => ({ tool, check, where, reason: 'It is the door of a shop.' });

/** What comes of findings under a list. */
const problems = (findings: ReturnType<typeof finding>[], list: ReturnType<typeof accepted>[]) => compareFindings(['judge'], findings, list).problems;

test('a finding that is accepted is no problem, wherever its pattern matches', () => {
  const found = [finding('shop-staging/door'), finding('shop-production/door')];
  expect(compareFindings(['judge'], found, [accepted('shop-*/door')])).toEqual({ accepted: 2, problems: [] });
});

test.each([
  ['elsewhere', accepted('bank-*/door')],
  ['of another kind', accepted('shop-*/window')],
  ['for another check', accepted('shop-*/door', 'LOCKED')],
  ['of another tool', accepted('shop-*/door', 'OPEN', 'other')],
  ['in a folder above', accepted('*')],
])('a finding is a problem if it is accepted only %s', (_, entry) => {
  expect(problems([finding('shop-staging/door')], [entry])[0])
    .toMatch(/^judge OPEN in shop-staging\/door: it is open \(mend it, or list it with a reason in .+accepted-findings\.json\)$/);
});

test('a pattern is no regular expression', () => {
  expect(problems([finding('shopXstaging/door')], [accepted('shop.staging/door')])).toHaveLength(2);
});

test('an entry that nothing is found for is a problem', () => {
  expect(problems([], [accepted('shop-*/door')])[0]).toMatch(/accepts judge OPEN in shop-\*\/door, which is not found any more: remove the entry$/);
});

test('the entries of tools that did not run are left alone', () => {
  expect(problems([], [accepted('shop-*/door', 'OPEN', 'other')])).toEqual([]);
});

describe('the list', () => {
  const list = acceptedFindings();

  test('has something', () => expect(list.length).toBeGreaterThan(0));

  test.each(list.map((entry) => [`${entry.tool} ${entry.check} in ${entry.where}`, entry] as const))('%s has a sentence for its reason', (_, entry) => {
    expect(Object.keys(entry).sort()).toEqual(['check', 'reason', 'tool', 'where']);
    expect(entry.reason).toMatch(/^[A-Z]\S* (?:\S+ ){5,}.*\.$/);
  });

  test('says nothing twice', () => {
    const names = list.map(({ tool, check, where }) => `${tool} ${check} ${where}`);
    expect(names).toEqual([...new Set(names)]);
  });
});
