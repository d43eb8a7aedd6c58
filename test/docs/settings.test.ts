import { TABLES, withSettings } from '../../scripts/generate/settings-rows';
import { readPages } from './pages';

const pages = readPages();
const [platform] = pages.filter(({ file }) => file.endsWith('platform.md') && !file.endsWith('data-platform.md'));

test.each(pages.map((page) => [page.file, page] as const))('%s has the rows of settings as their tables have them', (_, { text }) => {
  expect(withSettings(text)).toBe(text);
});

test.each(Object.keys(TABLES))('every setting of %s has its row in a page', (name) => {
  expect(pages.filter(({ text }) => text.includes(`<!-- props: ${name}`))).not.toEqual([]);
});

test('a row that says something else is written anew', () => {
  expect(withSettings(platform.text.replace('| 9093 |', '| 9092 |'))).toBe(platform.text);
  expect(platform.text).toContain('| 9093 |');
});
