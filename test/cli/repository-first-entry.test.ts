import { toYaml } from '../../lib/core/yaml';
import { serviceRepository } from '../../lib/repository/service-repository';
import { renderService } from '../../lib/repository/skeletons/render';
import { ServiceLanguage } from '../../lib/repository/skeletons/service-language';
import type { ServiceValues } from '../../lib/repository/skeletons/service-values';
import type { Json } from '../support/synth';
import { carried, CarryOver } from './carry-over';

const CATALOG = 'catalog-info.yaml';

describe('the entry in the catalog', () => {
  const ours = (change: (entry: Json) => void = () => undefined) => {
    const metadata = {
      name: 'checkout',
      description: 'Takes "orders": # all',
      annotations: { 'backstage.io/techdocs-ref': 'dir:.', 'github.com/project-slug': 'acme/checkout', 'pagerduty.com/service-id': 'PTEAM01' },
    };
    const entry = { apiVersion: 'backstage.io/v1alpha1', kind: 'Component', metadata, spec: { owner: 'group:payments-team', system: 'shop' } };
    change(entry);
    return toYaml(entry);
  };
  const first = (own: Partial<ServiceValues> = {}) => {
    const repository = serviceRepository(ServiceLanguage.GO, { environments: '', region: '', registry: '', scope: '@acme' });
    const values = { name: 'checkout', team: 'payments', group: 'payments-team', organization: 'acme', description: 'Takes "orders": # all', port: 8080 };
    const none = { database: 'none', cache: 'none', bucket: false, topics: [] };
    return renderService(repository, { ...values, ...none, system: 'shop', ...own }).find(({ path }) => path === CATALOG)!.text;
  };

  test.each([
    ['of a new repository', first(), ours()],
    ['with Windows line endings', first().replaceAll('\n', '\r\n'), ours()],
    ['with a service of its own in PagerDuty', first({ pagerDutyId: 'PTEAM01' }), ours()],
    ['of a service without a system', first({ system: undefined }), ours(({ spec }) => delete spec.system)],
  ])('%s makes room for the complete one', async (_, theirs, wanted) => {
    const code = await carried({ managed: { [CATALOG]: wanted } }, { [CATALOG]: theirs });
    expect(code.files()).toEqual({ [CATALOG]: wanted });
  });

  test.each([
    ['with a line more', `${first()}# ours\n`, ours()],
    ['with another description', first({ description: 'Ours' }), ours()],
    ['with another owner', first({ group: 'ours' }), ours()],
    ['of another organisation', first({ organization: 'ours' }), ours()],
    ['with another service in PagerDuty', first({ pagerDutyId: 'POURS01' }), ours()],
  ])('%s is asked about', async (_, theirs, wanted) => {
    const code = new CarryOver({ managed: { [CATALOG]: wanted } }, { [CATALOG]: theirs });
    expect(await code.refused()).toEqual(['catalog-info.yaml: a file that golden-path manages, and did not write']);
  });
});
