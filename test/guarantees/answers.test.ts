import { acme } from '@acme/platform';
import { MicroserviceInfra, ServiceStack } from '@golden-path/constructs';
import { synthesize } from '@golden-path/constructs/testing';
import { ANSWERS } from './answers';
import type { Answer } from './answers';
import { STACK_ID } from './service-app';

/** The output of an app with a service that something was written into. */
function output(write: Answer['write']): ReturnType<typeof synthesize> {
  return synthesize((app) => {
    const stack = new ServiceStack(app, STACK_ID, { platform: acme, environment: 'production' });
    const service = new MicroserviceInfra(stack, 'Infra', { serviceName: 'payment-service', teamName: 'payments' });
    write({ app, stack, service, outdir: app.outdir });
  });
}

const answered = ({ write, question }: Answer) => question(output(write).service('payment-service', 'production'));

/** Whether synth refuses it, so that no question can be asked. */
function isRefused({ write }: Answer): boolean {
  try {
    output(write);
    return false;
  } catch (error) {
    if ((error as Error).name !== 'GoldenPathError') throw error;
    return true;
  }
}

test.each(ANSWERS)('is refused, or not denied beyond doubt: $name', (answer) => {
  if (isRefused(answer)) return expect(isRefused({ ...answer, write: () => undefined })).toBe(false);
  const { denied, explanation } = answered(answer);
  if (denied) throw new Error(explanation);
  expect(denied).toBe(false);
});

test('is denied beyond doubt, if nothing allows it', () => {
  const [network, permission] = ['network', 'permissions'].map((kind) => ANSWERS.find(({ name }) => name.startsWith(kind))!);
  for (const answer of [network, permission]) expect(answered({ ...answer, write: () => undefined }).denied).toBe(true);
});
