import type { FileOf } from '../files';
import { library } from '../library';
import type { Repository } from '../repository';
import { lines } from './settings';

/** How a repository without data gets a database. */
const DATABASE_STEP = [
  '- To add a database, import `PostgresDatabase` and `DatabaseTier` in `stacks.ts`, and add this to `addStacks`:',
  "  `service.connectTo(new PostgresDatabase(stack, 'Database', { databaseName: 'main', storageGb: 20, tier: DatabaseTier.DEV }));`",
];

/** What the code of a service gets from its infrastructure, and what a repository from a template does not have yet. */
const REPOSITORY_COMMAND =
  '| `npx golden-path repository ..` | Updates what the synth writes for this repository, such as the entry in the catalog |';
const FIRST_STEP = [
  '- Once, run `npm install`, `npm run lock` and `npx golden-path repository ..`, and commit what they write. The workflows require',
  '  `package-lock.json` and `golden-path.lock.json`.',
];

/** Explains the new repository on one screen. */
export function readme(repository: Repository, files: readonly FileOf[]): string {
  const { service, registry, github, platformPackage, withApplication } = repository;
  return lines(
    `# Infrastructure of ${service}`,
    '',
    `The infrastructure of ${service}, in TypeScript, with [Golden Path](${homepage()}).`,
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
    '',
    '| command | what it does |',
    '| --- | --- |',
    '| `npm ci` | Installs the versions in `package-lock.json`; run `npm install` the first time |',
    '| `npm run synth` | Writes `cdktf.out`; requires no cloud, cluster or Terraform |',
    '| `npm test`, `npm run typecheck` | Tests the output, and checks the types |',
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
      : ['- Replace every value marked `EXAMPLE` in `platform.ts`. You cannot deploy anything until you do.']),
    ...(withApplication ? FIRST_STEP : DATABASE_STEP),
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
