import * as path from 'node:path';
import { ServiceLanguage } from '../../../lib/repository/skeletons/service-language';
import { skeletonFiles } from '../../../lib/repository/skeletons/skeleton-source';

const programs = (language: string, folder?: string) =>
  skeletonFiles(language as ServiceLanguage, folder).filter(({ executable }) => executable).map((file) => file.path.join(''));

// `golden-path repository` writes every file as a plain one. The tools of each language are run by name, so none has to be a program.
test.each(Object.values(ServiceLanguage))('the skeleton in %s has no program that a template could lose the right to run', (language) => {
  expect(programs(language)).toEqual([]);
});

test('a program would be found', () => {
  expect(programs('go', path.join(__dirname, '../../software-template/skeletons'))).toEqual(['scripts/run']);
});
