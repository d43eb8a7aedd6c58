import { EventEmitter } from 'node:events';
import { letClose } from '../../lib/cli/output';

test('a reader that leaves ends nothing, and any other error of a stream is one', () => {
  const stream = new EventEmitter();
  letClose(stream);
  letClose(stream);
  expect(stream.listenerCount('error')).toBe(1);
  expect(() => stream.emit('error', Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }))).not.toThrow();
  expect(() => stream.emit('error', Object.assign(new Error('no space left'), { code: 'ENOSPC' }))).toThrow('no space left');
});
