import * as fs from 'node:fs';
import * as path from 'node:path';

/** What CDKTF writes into a stack's folder, and the folder for what a stack brings along, whose files are hashed one by one. */
const OWN_FILE = 'cdk.tf.json';
const ASSETS = 'assets';

/** What Terraform keeps there itself: providers, modules, and which backend it was started with. */
const TERRAFORM = '.terraform';

/**
 * Files that Terraform or OpenTofu read by their names: configuration, which includes overrides, values of variables, and
 * settings of the command line.
 *
 * @see https://developer.hashicorp.com/terraform/language/files
 * @see https://developer.hashicorp.com/terraform/language/values/variables#variable-definitions-tfvars-files
 */
const READ_BY_NAME = /(\.(tf|tofu)(\.json)?|\.auto\.tfvars(\.json)?|^terraform\.tfvars(\.json)?|^\.terraformrc|^terraform\.rc)$/;

/**
 * The files in a stack's folder that Terraform would read and that no synth wrote, by their paths in the folder: also modules
 * below it, and links, which may lead to any file. What Terraform itself leaves there is none, nor is any other file.
 */
export function foreignFiles(folder: string): string[] {
  return fs.existsSync(folder) ? foreignBelow(folder, '').sort() : [];
}

function foreignBelow(folder: string, below: string): string[] {
  return fs.readdirSync(path.join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    const name = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isSymbolicLink()) return name === TERRAFORM ? [] : [name];
    if (entry.isDirectory()) return [TERRAFORM, ASSETS].includes(name) ? [] : foreignBelow(folder, name);
    return name !== OWN_FILE && READ_BY_NAME.test(entry.name) ? [name] : [];
  });
}
