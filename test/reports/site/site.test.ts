import { load } from 'js-yaml';
import { siteFiles } from '../../../lib/reports/site/site';
import { hostileSite } from '../../support/reports/hostile-site';

test.each(['https://acme.github.io/platform', 'https://acme.github.io/platform/'])('the catalog entry of a site at %s links to its page', (url) => {
  const entry = load(siteFiles({ ...hostileSite().input, url }).get('catalog-info.yaml')!);
  expect(entry).toMatchObject({ metadata: { links: [{ url: 'https://acme.github.io/platform/roadmap.html' }] } });
});
