import { plantedIn } from './planted';
import { scaledApplication } from './scaled';

test('the application for KEDA has its ScaledObjects last, one with as long a name as there can be', () => {
  const documents = scaledApplication();
  const first = documents.findIndex(({ kind }) => kind === 'ScaledObject');
  const scalers = documents.slice(first);
  expect(scalers.every(({ kind }) => kind === 'ScaledObject')).toBe(true);
  expect(Math.max(...scalers.map(({ metadata }) => metadata!.name!.length))).toBe(63);
});

test('each fault changes the document that it is planted in', () => {
  const documents = scaledApplication();
  const planted = plantedIn(documents);
  expect(planted.map(({ kind }) => kind)).toEqual(['ScaledObject', 'ScaledObject', 'ScaledObject']);
  for (const { document } of planted) expect(documents).not.toContainEqual(document);
});
