import * as fs from 'node:fs';
import * as path from 'node:path';
import { load } from 'js-yaml';
import { ServiceLanguage } from '../../lib/repository/skeletons/service-language';
import type * as source from '../../lib/repository/skeletons/skeleton-source';
import type { FormAnswers } from '../../lib/repository/template/form';
import { filesBelow } from '../cli/fixture';
import { newFolder, run } from '../cli/init/fixture';
import { aPlatform } from '../support/platform';
import { ANSWERS, EVERYTHING, PROPS, SKELETONS, templateFor } from './fixture';
import { initAnswers } from './flags';
import { runTask } from './task';

jest.mock('../../lib/repository/skeletons/skeleton-source', () => {
  const real = jest.requireActual<typeof source>('../../lib/repository/skeletons/skeleton-source');
  return { ...real, skeletonFiles: (language: string) => real.skeletonFiles(language, SKELETONS) };
});

const LANGUAGES = Object.values(ServiceLanguage);
const HOSTILE = 'It\'s "$(rm -rf)" `x` ${{ secrets.T }} {{ y }} {% if z %} {# c #} <b> & *_[a](b)_* \\n # | ~ $$ %{f} é';

const FORMS: Readonly<Record<string, FormAnswers>> = {
  'every default': ANSWERS,
  'everything': EVERYTHING,
  'a database in two zones': { ...EVERYTHING, oneZone: false, cache: 'none', bucket: false, topics: [] },
  'what was chosen and given up again': { ...EVERYTHING, database: 'none', cache: 'none', bucket: false },
  'text that every language reads as its own': { ...EVERYTHING, description: HOSTILE, singleAzReason: HOSTILE },
};

/** What `golden-path init --with-app` writes for the answers of a form. */
async function initialised(language: string, answers: FormAnswers, pagerDutyId?: string): Promise<string> {
  const folder = newFolder(answers.name);
  const { refusal, complaint, status } = await run(folder, initAnswers({ language, team: 'payments', pagerDutyId }, answers, PROPS));
  expect({ refusal, complaint, status }).toEqual({ refusal: undefined, complaint: '', status: 0 });
  return folder;
}

describe.each(LANGUAGES)('a service in %s', (language) => {
  test.each(Object.keys(FORMS))('is the same from Backstage and from init, with %s', async (name) => {
    const { files } = runTask(templateFor(aPlatform(), { language }), { ...FORMS[name] });
    expect(files).toEqual(filesBelow(await initialised(language, FORMS[name])));
  });

  test('is the same with the service that PagerDuty made', async () => {
    const template = templateFor(aPlatform(), { language, pagerDutyEscalationPolicyId: 'PANZZEQ' });
    const { files } = runTask(template, { ...EVERYTHING }, { pagerduty: { serviceId: 'P000001' } });
    expect(files).toEqual(filesBelow(await initialised(language, EVERYTHING, 'P000001')));
    expect(files['infra/stacks.ts']).toContain('annotations: { \'pagerduty.com/service-id\': "P000001" }');
    expect(load(files['catalog-info.yaml'])).toMatchObject({ metadata: { annotations: { 'pagerduty.com/service-id': 'P000001' } } });
  });

  test('is the same from a template that asks for the language', () => {
    const chosen = runTask(templateFor(aPlatform()), { ...EVERYTHING, language }).files;
    expect(chosen).toEqual(runTask(templateFor(aPlatform(), { language }), { ...EVERYTHING }).files);
  });
});

test('the next steps complete the entry in the catalog, and commit the whole repository', async () => {
  const { screen } = await run(newFolder('checkout'), initAnswers({ language: 'go', team: 'payments' }, ANSWERS, PROPS));
  const steps = screen.slice(screen.indexOf('Next:')).split('\n').map((line) => line.trim().split('  ')[0]);
  expect(steps.slice(-5, -1)).toEqual(['npx golden-path lock', 'npx golden-path repository ..', 'cd ..', 'git init && git add --all']);
});

test('a program stays one', async () => {
  const folder = await initialised('go', EVERYTHING);
  const modes = ['scripts/run', 'README.md'].map((file) => fs.statSync(path.join(folder, file)).mode & 0o111);
  expect(modes.map((mode) => mode !== 0)).toEqual([true, false]);
  const programs = templateFor(aPlatform(), { language: ServiceLanguage.GO }).filter(({ executable }) => executable);
  expect(programs.map((file) => file.path)).toEqual(['skeleton/scripts/run']);
});

test('a part that a service does not have leaves nothing behind', () => {
  const { files } = runTask(templateFor(aPlatform(), { language: ServiceLanguage.PYTHON }), { ...ANSWERS });
  expect(files['src/checkout/main.py']).toBe('NAME = "checkout"\nEND = 1\n');
  expect(Object.keys(files).filter((file) => file.includes('database'))).toEqual([]);
  expect(Object.values(files).join('')).not.toMatch(/golden-path:(begin|end)|skeleton/);
});

test('what other systems read as a template is in the file as it was', () => {
  const { files } = runTask(templateFor(aPlatform(), { language: ServiceLanguage.PYTHON }), { ...ANSWERS });
  const workflow = fs.readFileSync(path.join(SKELETONS, 'python/.github/workflows/ci.yml'), 'utf8');
  expect(files['.github/workflows/ci.yml']).toBe(workflow);
});
