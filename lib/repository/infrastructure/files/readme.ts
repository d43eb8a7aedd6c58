import type { FileOf } from '../files';
import { library } from '../library';
import { INDEX_NAME } from '../repository';
import type { Repository } from '../repository';
import { lines } from './settings';

/** How a repository without data gets a database. */
const DATABASE_STEP = [
  '- To add a database, import `PostgresDatabase` and `DatabaseTier` in `stacks.ts`, and add this to `addStacks`:',
  "  `service.connectTo(new PostgresDatabase(stack, 'Database', { databaseName: 'main', storageGb: 20, tier: DatabaseTier.DEV }));`",
];

const PYTHON_DATABASE_STEP = [
  '- To add a database, import `PostgresDatabase` and `DatabaseTier` in `stacks.py`, and add this to `add_stacks`:',
  '  `service.connect_to(PostgresDatabase(stack, "Database", database_name="main", storage_gb=20, tier=DatabaseTier.DEV))`.',
];

const PYTHON_COMMANDS = [
  '| `uv sync` | Installs the versions in `uv.lock`, or writes it the first time |',
  '| `npm test` | Tests the output |',
];

/** What a service in Python needs as well. */
function pythonNeeds(index: string): string[] {
  const variables = ['USERNAME', 'PASSWORD'].map((part) => `\`UV_INDEX_${INDEX_NAME.toUpperCase()}_${part}\``);
  return [
    `You also need Python 3.10 or newer and [uv](https://docs.astral.sh/uv/). The variables ${variables.join(' and ')}`,
    `must allow read access to ${index}.`,
  ];
}

/** What the code of a service gets from its infrastructure, and what a repository from a template does not have yet. */
const REPOSITORY_COMMAND =
  '| `npx golden-path repository ..` | Updates what the synth writes for this repository, such as the entry in the catalog |';
const FIRST_STEP = [
  '- Once, run `npm install`, `npm run lock` and `npx golden-path repository ..`, and commit what they write. The workflows require',
  '  `package-lock.json` and `golden-path.lock.json`.',
];

/** Explains the new repository on one screen. */
export function readme(repository: Repository, files: readonly FileOf[]): string {
  const { service, registry, github, platformPackage, python, withApplication } = repository;
  const example = python ? 'example_platform.py' : 'platform.ts';
  return lines(
    `# Infrastructure of ${service}`,
    '',
    `The infrastructure of ${service}, in ${python ? 'Python' : 'TypeScript'}, with [Golden Path](${homepage()}).`,
    'A synth checks the code and writes `cdktf.out`: Terraform, and the files that Argo CD deploys.',
    '',
    '| file | what it is |',
    '| --- | --- |',
    ...files.map(({ path, about }) => `| \`${withApplication ? path.replace(/^\.github/, '../.github') : path}\` | ${about} |`),
    '',
    '## Commands',
    '',
    `You need Node ${library().engines.node.replace('>= ', '')} or newer. The variable \`NODE_AUTH_TOKEN\` must contain a token`,
    `with read access to packages in ${registry}.`,
    ...(python ? pythonNeeds(python.index) : []),
    '',
    '| command | what it does |',
    '| --- | --- |',
    '| `npm ci` | Installs the versions in `package-lock.json`; run `npm install` the first time |',
    '| `npm run synth` | Writes `cdktf.out`; requires no cloud, cluster or Terraform |',
    ...(python ? PYTHON_COMMANDS : ['| `npm test`, `npm run typecheck` | Tests the output, and checks the types |']),
    '| `npm run lock` | Writes `golden-path.lock.json`. Commit it, so that pull requests show which stacks change |',
    '| `npm run affected` | Lists the stacks that differ from the committed lock |',
    ...(withApplication ? [REPOSITORY_COMMAND] : []),
    '',
    'To plan one stack, with Terraform and access to its account, run `terraform init` and `terraform plan` in',
    `\`cdktf.out/stacks/${service}-<environment>\`.`,
    '',
    '## Next steps',
    '',
    ...(platformPackage
      ? []
      : [`- Replace every value marked \`EXAMPLE\` in \`${example}\`. You cannot deploy anything until you do.`]),
    ...(withApplication ? FIRST_STEP : python ? PYTHON_DATABASE_STEP : DATABASE_STEP),
    ...(github
      ? githubSteps(repository)
      : ['- In CI, run `npm ci`, `npm run synth`, then Terraform in each folder of `cdktf.out/stacks`.']),
  );
}

/** @see docs/ci.md */
function githubSteps({ github }: Repository): string[] {
  const { version } = library();
  return [
    '- On GitHub, workflows plan each pull request and apply `main`. They require the secret `NODE_AUTH_TOKEN`, the variable',
    `  \`GITOPS_APP_CLIENT_ID\` of a GitHub App with write access to \`${github!.gitopsRepository}\`, an environment \`gitops\``,
    "  that contains its key as `APP_PRIVATE_KEY`, an environment for each of the platform's, and roles in AWS:",
    `  [how to set this up](${homepage()}/blob/v${version}/docs/ci.md).`,
  ];
}

function homepage(): string {
  return library()
    .repository.url.replace(/^git\+/, '')
    .replace(/\.git$/, '');
}
