import * as fs from 'node:fs';
import * as path from 'node:path';
import { filesBesideStacks } from '../../lib/output/stack-folders';
import { temporaryFolder } from '../support/synth';

/** An output folder with one stack and some files in its folder. */
function outputWith(...files: string[]): string {
  const output = temporaryFolder();
  for (const file of files) {
    const target = path.join(output, 'stacks', 'own', file);
    fs.mkdirSync(path.dirname(target), { recursive: true });
    fs.writeFileSync(target, '');
  }
  return output;
}

const paths = (output: string) => filesBesideStacks(['own'], [output]).map((problem) => problem.path);

test.each(['main.tf', 'x_override.tf.json', 'x.tofu', 'x.tofu.json', 'x.auto.tfvars', 'terraform.tfvars.json', 'modules/x/main.tf'])(
  '%s is refused',
  (file) => expect(paths(outputWith('cdk.tf.json', file))).toEqual([`'stacks/own/${file}'`]),
);

test.each(['cdk.tf.json', '.terraform.lock.hcl', 'terraform.tfstate', '.terraform/modules/x/main.tf', 'assets/x/main.tf', 'other.tfvars', 'plan.json'])(
  '%s is what Terraform or a synth leaves there, or nobody reads',
  (file) => expect(paths(outputWith(file))).toEqual([]),
);

test('a file that is in the stage and in the output is named once', () => {
  const output = outputWith('main.tf');
  expect(filesBesideStacks(['own'], [output, output])).toHaveLength(1);
});

test('the folder of a stack that is not there yet, or is a file, holds nothing', () => {
  const output = temporaryFolder();
  expect(paths(output)).toEqual([]);
  fs.mkdirSync(path.join(output, 'stacks'));
  fs.writeFileSync(path.join(output, 'stacks', 'own'), '');
  expect(paths(output)).toEqual([]);
});
