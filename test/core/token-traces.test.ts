import { Lazy } from 'cdktf';
import { withoutTokenTraces } from '../../lib/core/token-traces';

const token = () => Lazy.anyValue({ produce: () => 'value' }) as unknown as { readonly creationStack: readonly string[] };

describe('tokens of the library itself', () => {
  test('do not note where they were made', () => {
    expect(withoutTokenTraces(token).creationStack).toEqual([]);
  });

  test('those made later do', () => {
    withoutTokenTraces(token);
    expect(token().creationStack.join('\n')).toContain('token-traces.test');
  });

  test('those made after a failure do, and the failure has its stack', () => {
    const fail = () => {
      const error = new Error('no such thing');
      Error.captureStackTrace(error);
      throw error;
    };
    expect(() => withoutTokenTraces(fail)).toThrow(expect.objectContaining({ stack: expect.stringContaining('token-traces.test') }));
    expect(token().creationStack.join('\n')).toContain('token-traces.test');
  });
});
