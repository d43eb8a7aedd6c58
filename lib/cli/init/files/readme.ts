import type { FileOf } from '../files';
import { library } from '../library';
import type { Repository } from '../repository';
import { lines } from './settings';

/** What a reader of the new repository has to know, on one screen. */
export function readme(repository: Repository, files: readonly FileOf[]): string {
  const { service, registry, github, platformPackage } = repository;
  return lines(
    `# Infrastructure of ${service}`,
    '',
    `What ${service} runs on, in TypeScript with [Golden Path](${homepage()}).`,
    'One synth checks all of it and writes `cdktf.out`: Terraform, and the files that Argo CD deploys.',
    '',
    '| file | what it is |',
    '| --- | --- |',
    ...files.map(({ path, about }) => `| \`${path}\` | ${about} |`),
    '',
    '## Work with it',
    '',
    `You need Node ${library().engines.node.replace('>= ', '')} or newer and, in the environment, \`NODE_AUTH_TOKEN\`: a token that`,
    `may read packages from ${registry}.`,
    '',
    '| command | what it does |',
    '| --- | --- |',
    '| `npm ci` | Installs what `package-lock.json` says; `npm install` the first time |',
    '| `npm run synth` | Writes `cdktf.out`; needs no cloud, cluster or Terraform |',
    '| `npm test`, `npm run typecheck` | Checks what is written, and the types |',
    '| `npm run lock` | Writes `golden-path.lock.json`: commit it, so that a pull request shows which stacks change |',
    '| `npm run affected` | Says which stacks differ from the committed lock |',
    `| \`npm run plan -- ${service}-<environment>\` | Plans one stack; needs Terraform and access to its account |`,
    '',
    '## Go on',
    '',
    ...(platformPackage ? [] : ['- Replace what is marked `EXAMPLE` in `platform.ts`: until then nothing can be deployed.']),
    '- Give the service a database, in `addStacks` of `main.ts`, with `PostgresDatabase` and `DatabaseTier` imported:',
    "  `service.connectTo(new PostgresDatabase(stack, 'Database', { databaseName: 'main', storageGb: 20, tier: DatabaseTier.DEV }));`",
    ...(github
      ? githubSteps(repository)
      : ['- In CI: `npm ci`, `npm run synth`, then Terraform in each folder of `cdktf.out/stacks`.']),
  );
}

/** @see docs/ci.md */
function githubSteps({ github }: Repository): string[] {
  const { version } = library();
  return [
    '- On GitHub, each pull request is planned and `main` is applied. That takes the secret `NODE_AUTH_TOKEN`, the variable',
    `  \`GITOPS_APP_CLIENT_ID\` of a GitHub App that may write to \`${github!.gitopsRepository}\`, an environment \`gitops\``,
    "  that holds its key as `APP_PRIVATE_KEY`, an environment for each of the platform's, and roles in AWS:",
    `  [what has to be there once](${homepage()}/blob/v${version}/docs/ci.md).`,
  ];
}

function homepage(): string {
  return library()
    .repository.url.replace(/^git\+/, '')
    .replace(/\.git$/, '');
}
