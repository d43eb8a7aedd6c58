import { Peer } from '@golden-path/constructs';
import { Lazy, Testing } from 'cdktf';
import { GoldenPathError } from '../../lib/core/errors';
import { keepTokenTraces, withoutTokenTraces } from '../../lib/core/token-traces';
import { thrownBy } from '../support/errors';
import { aService } from '../support/synth';

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

  test('an error of the library begins at the line of its user all the same', () => {
    const fail = () => {
      throw new GoldenPathError('InvalidProps', 'Infra', []);
    };
    const error = thrownBy(() => withoutTokenTraces(fail));
    expect(error.stack!.split('\n').find((line) => line.includes(' at '))).toContain('token-traces.test');
  });

  test('a service has none that note it', () => {
    const noted: unknown[] = [];
    const capture = Error.captureStackTrace;
    Error.captureStackTrace = (target, below) => {
      if (below?.name === 'captureStackTrace') noted.push(target);
      capture(target, below);
    };
    try {
      aService(Testing.app()).allowFrom(Peer.service('orders'), 8080, 'requests of customers');
    } finally {
      Error.captureStackTrace = capture;
    }
    expect(noted).toEqual([]);
  });

  test('all of them do, if that is asked for', () => {
    keepTokenTraces(true);
    try {
      expect(withoutTokenTraces(token).creationStack.join('\n')).toContain('token-traces.test');
    } finally {
      keepTokenTraces(false);
    }
  });
});
