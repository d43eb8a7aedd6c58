import { readDocuments, writeDocuments } from '../../../test/support/documents';
import { rendered } from './renderer';

const thing = (fields: object): { apiVersion: string; kind: string } => ({ apiVersion: 'acme.io/v1', kind: 'Thing', ...fields });

test('documents come back as they were written, whatever their texts hold', () => {
  const documents = [thing({ text: 'a\n---\nb: "c"\n' }), thing({ time: '2024-01-01T00:00:00Z', yes: 'yes', mode: '0644', empty: {} })];
  expect(readDocuments(writeDocuments(documents))).toEqual(documents);
});

test('a time in YAML stays a text', () => {
  expect(readDocuments('---\nat: 2024-01-01T00:00:00Z\n---\n')).toEqual([{ at: '2024-01-01T00:00:00Z' }]);
});

test('what the renderer prints is the composite, what it composes, and what functions report', () => {
  const report = { apiVersion: 'render.crossplane.io/v1beta1', kind: 'Result', step: 'compose', severity: 'SEVERITY_WARNING', message: 'look' };
  expect(rendered([thing({ name: 'x' }), thing({ name: 'a' }), thing({ name: 'b' }), report])).toEqual({
    composite: thing({ name: 'x' }),
    composed: [thing({ name: 'a' }), thing({ name: 'b' })],
    results: [{ step: 'compose', severity: 'SEVERITY_WARNING', message: 'look' }],
  });
});
