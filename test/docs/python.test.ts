import { FAULTY_PYTHON } from './faulty-python';
import { contentOf, placeOf, readPages } from './pages';
import { oneSided, programsOf, reasonsOn } from './python';
import { PythonApi, snakeCase } from './python-names';
import { unknownNames } from './python-scan';

const contents = readPages().map(contentOf);
const api = new PythonApi();

function unknownIn(content: ReturnType<typeof contentOf>): string[] {
  return programsOf(content).flatMap(({ block, text, example }) => unknownNames(text, example.text, api).map((what) => `${placeOf(block)} ${what}`));
}

describe('the blocks in Python on the pages', () => {
  const faulty = contentOf(FAULTY_PYTHON);

  test('stand below each block in TypeScript, or the page says why not', () => {
    expect(contents.flatMap(oneSided)).toEqual([]);
    expect(contents.flatMap(reasonsOn).length).toBeLessThan(contents.flatMap(programsOf).length / 5);
  });

  test('are missed where they are missing, and a reason where there is none', () => {
    expect(oneSided(faulty)).toEqual([
      'docs/faulty-python.md:3 has no Python below it',
      'docs/faulty-python.md:8 is in TypeScript alone for no reason',
      'docs/faulty-python.md:13 has Python below it, and a reason for having none',
      'docs/faulty-python.md:40 is no TypeScript',
      'docs/faulty-python.md folds 3 blocks, of which 2 are Python below TypeScript',
    ]);
  });

  test('have only names that the library has', () => {
    expect(contents.flatMap(unknownIn)).toEqual([]);
  });

  test('are found out where a name is another in the library', () => {
    expect(unknownIn(faulty)).toEqual([
      'docs/faulty-python.md:30 golden_path has no ServiceStacks',
      'docs/faulty-python.md:30 MicroserviceInfra takes no replicas_count',
      'docs/faulty-python.md:30 DatabaseTier.STANDRAD is no member',
      'docs/faulty-python.md:30 connect_to takes no prefix',
      'docs/faulty-python.md:30 service.link_to is no member',
      'docs/faulty-python.md:30 from_topic_name takes no topic',
    ]);
  });

  test.each([['storageGb', 'storage_gb'], ['from', 'from_'], ['awsEndpointCidrs', 'aws_endpoint_cidrs'], ['metadata', 'metadata']])('have %s as %s', (name, python) => {
    expect(snakeCase(name)).toBe(python);
  });
});
