import { runTemplate, type Answers, type Backend } from '../../../referees/backstage';
import type { Trial } from './trials';

/**
 * Answers that a form must refuse: what is changed in good ones, and the field that the refusal has to name. What
 * is wrong in a field that only a choice shows, the backend says of the choice.
 */
const WRONG: readonly (readonly [field: string, change: Answers])[] = [
  ['name', { name: 'Orders!' }],
  ['name', { name: 'x'.repeat(64) }],
  ['name', { name: '${{ 7 * 7 }}' }],
  ['name', { name: undefined }],
  ['owner', { owner: 'group:default/nobody' }],
  ['description', { description: 'x'.repeat(201) }],
  ['description', { description: 'one\nother' }],
  ['description', { description: undefined }],
  ['language', { language: 'cobol' }],
  ['port', { port: 80 }],
  ['port', { port: 'http' }],
  ['host', { host: 'https://orders.acme.io/' }],
  ['system', { system: 'a system' }],
  ['database', { database: 'huge' }],
  ['database', { databaseName: 'orders db' }],
  ['database', { databaseName: undefined }],
  ['database', { storageGb: 5 }],
  ['database', { storageGb: 100_000 }],
  ['cache', { cache: 'huge' }],
  ['cache', { cacheName: '../cache' }],
  ['bucket', { bucketName: 'Bucket' }],
  ['topics', { topics: ['a topic'] }],
  ['topics', { topics: ['placed', 'placed'] }],
];

/** Wrong answers that the backend takes, or refuses without a word of the field. */
export async function takenAnswers(backend: Backend, good: Trial): Promise<{ tried: number; problems: string[] }> {
  const wrong = WRONG.filter(([field]) => field in good.answers);
  const problems = await Promise.all(
    wrong.map(async ([field, change]) => {
      const outcome = await runTemplate(backend, good.template, { ...good.answers, ...change });
      const shown = `${good.template}: ${JSON.stringify(change, (_, value: unknown) => value ?? null)}`;
      if (!('refused' in outcome)) return [`${shown} is taken`];
      const named = outcome.refused.some((reason) => reason.includes(field));
      return named ? [] : [`${shown} is refused without its field: ${outcome.refused.join('; ')}`];
    }),
  );
  return { tried: wrong.length, problems: problems.flat() };
}
