import * as fs from 'node:fs';
import { App, TerraformOutput } from 'cdktf';
import { thrownBy } from '../support/errors';
import { aService, temporaryFolder } from '../support/synth';

/** CDKTF resolves text and refuses lists; a map in the place of a text stays as it is. */
test.each(['&{TfToken[TOKEN.1]}', 'x &{TfToken[TOKEN.1]} y'])('a token that nobody resolves is not written: %s', (value) => {
  const outdir = temporaryFolder();
  const app = new App({ outdir });
  const service = aService(app);
  new TerraformOutput(service, 'Cut', { value });
  const error = thrownBy(() => app.synth());
  expect(error).toMatchObject({ code: 'TokenInManifest', problems: [{ path: 'stacks/checkout-staging/cdk.tf.json' }] });
  expect(fs.readdirSync(outdir).filter((name) => name !== 'stacks')).toEqual([]);
});
