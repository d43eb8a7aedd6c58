/** The newest versions of the actions of which actionlint knows the inputs. */
const KNOWN: Readonly<Record<string, string>> = {
  'actions/checkout': 'v4',
  'actions/download-artifact': 'v4',
  'actions/github-script': 'v7',
  'actions/setup-node': 'v4',
  'actions/upload-artifact': 'v4',
  'aws-actions/configure-aws-credentials': 'v4',
  'hashicorp/setup-terraform': 'v3',
  'peter-evans/create-pull-request': 'v7',
};

/** A workflow with versions in place of commits, behind which actionlint does not know what inputs an action has. */
export function withVersions(text: string): string {
  return text.replace(/uses: ([\w-]+\/[\w-]+)@[0-9a-f]{40} # \S+/g, (whole, action: string) =>
    action in KNOWN ? `uses: ${action}@${KNOWN[action]}` : whole,
  );
}
