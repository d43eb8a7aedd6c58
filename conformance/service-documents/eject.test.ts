import fc from 'fast-check';
import { EJECTED, sameAfterEject } from '../../test/support/ejected-documents';

test('the programs of two hundred documents give the same bytes as the documents', () => {
  const counts = { same: 0, refused: 0 };
  fc.assert(fc.property(EJECTED, (document) => void (counts[sameAfterEject(document)] += 1)), { numRuns: 200 });
  process.stdout.write(`${counts.same} documents and programs gave the same, ${counts.refused} documents were refused\n`);
  expect(counts.same).toBeGreaterThan(150);
}, 600_000);
