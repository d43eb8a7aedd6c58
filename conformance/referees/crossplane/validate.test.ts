import { readReport } from './validate';

const TOTAL = 'Total 3 resources: 1 missing schemas, 0 success cases, 2 failure cases\n';

test('reads each problem once, however many lines it has', () => {
  const unknown = 'schema validation error acme.io/v1, Kind=Thing, a : spec.b: Invalid value: "b": unknown field: "b"';
  const rule = 'CEL validation error acme.io/v1, Kind=Thing, a : rule compile error:\n | self.c\n | ....^';
  expect(readReport(`[x] ${unknown}\n[x] ${rule}\n[x] ${unknown}\n${TOTAL}`)?.problems).toEqual([unknown, rule]);
});

test('tells documents without a schema from problems', () => {
  expect(readReport(`[!] could not find CRD/XRD for: /v1, Kind=Secret\n${TOTAL}`))
    .toEqual({ checked: 2, problems: [], withoutSchema: ['/v1, Kind=Secret'] });
});

test('takes a default that cannot be applied for a problem', () => {
  const message = 'failed to apply defaults for acme.io/v2, Kind=Thing, a: no schema found for version v2 in CRD things.acme.io';
  expect(readReport(`[!] ${message}\n${TOTAL}`)?.problems).toEqual([message]);
});

test('reads nothing from a command that did not come to its end', () => {
  expect(readReport('[x] schema validation error acme.io/v1, Kind=Thing, a : spec: Required value\n')).toBeUndefined();
});
