import { parseConfig } from '../../../lib/reports/config/parse';
import { lineOf } from '../../../lib/reports/facts/ndjson';
import { read } from '../../repository/root';
import { collected, MemoryStore } from '../../support/reports/collecting';
import { goldenFacts } from '../../support/reports/golden-facts';
import { GOLDEN } from '../../support/reports/golden-organization';
import { ReportsServer } from '../../support/reports/server';

const config = parseConfig(read('examples/reports/golden-path.reports.yaml'));

test('the example has the facts of the golden organisation', () => {
  expect(read('examples/reports/facts.ndjson')).toBe(goldenFacts().map(lineOf).join(''));
});

describe.each([100, 2])('with %i on a page', (mostPerPage) => {
  const server = new ReportsServer(GOLDEN, mostPerPage);

  beforeAll(async () => server.start());
  afterAll(async () => server.stop());

  test('the facts are those that were written by hand', async () => {
    const { facts, missing } = await collected(server, config);

    expect(missing).toEqual([]);
    expect(facts).toEqual(goldenFacts());
  });

  test('a second run asks conditionally, and only for what can change', async () => {
    const store = new MemoryStore();
    await collected(server, config, { store });
    const before = server.requests.length;
    const { facts } = await collected(server, config, { store });

    expect(facts).toEqual(goldenFacts());
    expect(server.requests.slice(before).filter((each) => /\/(compare|commits)\//.test(each))).toEqual([]);
  });
});
