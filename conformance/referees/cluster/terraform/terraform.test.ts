import type { Block } from '../../terraform';
import { seenOf } from './kept-metadata';
import { mergePatch } from './merge-patch';
import { kindOf } from './names';
import { fieldsFrom, valuesFrom } from './translate';

const text = (type: 'string' | 'number', optional = true) => ({ type, required: false, optional, computed: !optional });
const list = (block: Block, maxItems: number) => ({ nesting: 'list' as const, minItems: 0, maxItems, block });
const EMPTY = { attributes: {}, blocks: {} };

const LIMITS: Block = {
  attributes: { id: text('string', false) },
  blocks: {
    metadata: list({ attributes: { name: text('string'), uid: text('string', false) }, blocks: {} }, 1),
    spec: list({ ...EMPTY, blocks: { limit: list({ attributes: { default_request: { ...text('string'), type: ['map', 'string'] }, port: text('string') }, blocks: {} }, 0) } }, 1),
  },
};
const VALUES = {
  id: 'shop/limits',
  metadata: [{ name: 'limits', uid: '1' }],
  spec: [{ limit: [{ default_request: { 'limits.cpu': '1' }, port: '80' }, { default_request: null, port: 'http' }] }],
};

test('values become fields: blocks of one are objects, other names are as Kubernetes has them, and what nobody sets is left out', () => {
  expect(fieldsFrom('limit_range', LIMITS, VALUES)).toEqual({
    metadata: { name: 'limits' },
    spec: { limits: [{ defaultRequest: { 'limits.cpu': '1' }, port: 80 }, { port: 'http' }] },
  });
  expect(kindOf('kubernetes_horizontal_pod_autoscaler_v2')).toEqual({ name: 'horizontal_pod_autoscaler', kind: 'HorizontalPodAutoscaler', version: 'v2' });
  expect(kindOf('kubernetes_role')).toEqual({ name: 'role', kind: 'Role', version: undefined });
});

test('fields become values: what changed and what is gone is seen, what the server adds is not', () => {
  const live = { metadata: { name: 'limits', uid: '1', generation: 2 }, spec: { limits: [{ defaultRequest: { 'limits.cpu': '2' }, max: {} }], extra: 1 } };
  expect(valuesFrom('limit_range', LIMITS, VALUES, live)).toEqual({
    ...VALUES,
    spec: [{ limit: [{ default_request: { 'limits.cpu': '2' }, port: null }] }],
  });
});

test('labels are seen that are remembered, or that are neither of Kubernetes nor ignored', () => {
  const live = { 'a.kubernetes.io/b': '1', 'app.kubernetes.io/name': '2', 'istio.io/rev': '3', 'x': '4' };
  expect(seenOf(live, null, ['istio[.]io/'])).toEqual({ 'app.kubernetes.io/name': '2', 'x': '4' });
  expect(seenOf(live, { 'istio.io/rev': '0', 'a.kubernetes.io/b': '0' }, ['istio[.]io/'])).toEqual(live);
  expect(seenOf(undefined, null, [])).toBeNull();
});

test('a patch changes what differs, and takes away what is gone', () => {
  expect(mergePatch({ a: 1, b: { c: 1, d: [1] }, e: 1 }, { a: 1, b: { c: 2, d: [2] } })).toEqual({ b: { c: 2, d: [2] }, e: null });
});
