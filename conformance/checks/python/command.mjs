import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesBelow } from '../../../scripts/support/files.mjs';
import { inEnvironment } from './team.mjs';

const DOCUMENT = 'name: ledger-export\nteam: ledger\napp: { image: ghcr.io/acme/ledger-export, imageTag: 1.0.0, port: 8080 }\n';

/** The command of the wheel renders a document. Its errors have the names that documents have, and not those of Python. */
export async function command({ folder, team }) {
  const place = join(folder, 'document');
  mkdirSync(place);
  const render = (text) => {
    writeFileSync(join(place, 'service.yaml'), text);
    return inEnvironment(team, ['golden-path', 'render', join(place, 'service.yaml'), '--out', join(place, 'out')]);
  };
  const sound = await render(DOCUMENT);
  const stacks = sound.code === 0 ? filesBelow(join(place, 'out')).filter((file) => file.endsWith('cdk.tf.json')).length : 0;
  const problems = stacks === 2 ? [] : [`golden-path render writes ${stacks} stacks in place of two:\n${sound.output}`];
  const faulty = await render(DOCUMENT.replace('1.0.0', '2.1'));
  const said = ['app.imageTag: got 2.1', "put it in quotes: '2.1'"].every((text) => faulty.output.includes(text));
  if (faulty.code !== 1 || !said) problems.push(`a number for a tag is not refused in the words of the document:\n${faulty.output}`);
  return { checked: 2, problems };
}
