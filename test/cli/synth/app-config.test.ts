import { readAppConfig } from '../../../lib/cli/synth/app-config';
import { thrownBy } from '../../support/errors';

function contextOf(text?: string): unknown {
  return readAppConfig({ app: 'node main.js' }, { CDKTF_CONTEXT_JSON: text }).context;
}

test('the context of the environment stands over that of the file, and an empty one is none', () => {
  const ofFile = contextOf();
  expect(contextOf('{"color":"blue"}')).toEqual({ ...(ofFile as object), color: 'blue' });
  expect(contextOf('')).toEqual(ofFile);
});

test.each([['{', 'JSON'], ['[1]', 'an object'], ['null', 'an object']])('the context %s is refused', (text, allowed) => {
  expect(thrownBy(() => contextOf(text)).problems).toEqual([expect.objectContaining({ path: 'CDKTF_CONTEXT_JSON', allowed })]);
});
