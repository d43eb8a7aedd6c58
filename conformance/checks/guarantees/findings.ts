import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Something that an outside tool objects to. */
export interface Finding {
  readonly tool: string;
  /** The tool's own name of what it objects to. */
  readonly check: string;
  /** The stack, application or file, and the kind of object, such as `ledger-worker-staging/aws_db_instance`. */
  readonly where: string;
  /** In the tool's words. */
  readonly message: string;
}

/** A finding that stays, in as many places as its pattern has. */
export interface AcceptedFinding {
  readonly tool: string;
  readonly check: string;
  /** As of a finding, where `*` stands for anything but a slash. */
  readonly where: string;
  /** Why it is as it should be, in one sentence. */
  readonly reason: string;
}

/** Where accepted findings are listed, relative to the root. */
export const LIST = 'conformance/checks/guarantees/accepted-findings.json';

export function acceptedFindings(): AcceptedFinding[] {
  return JSON.parse(readFileSync(join(__dirname, '..', '..', '..', LIST), 'utf8')) as AcceptedFinding[];
}

/** What tools say and what is accepted of it, compared. */
export interface Compared {
  readonly accepted: number;
  /** Findings that nobody accepted, and entries of the list that nothing is found for any more. */
  readonly problems: readonly string[];
}

/** Holds what some tools found against what is accepted of these tools. */
export function compareFindings(tools: readonly string[], findings: readonly Finding[], list = acceptedFindings()): Compared {
  const own = list.filter(({ tool }) => tools.includes(tool));
  const open = findings.filter((finding) => !own.some((entry) => accepts(entry, finding)));
  const stale = own.filter((entry) => !findings.some((finding) => accepts(entry, finding)));
  return {
    accepted: findings.length - open.length,
    problems: [
      ...open.map((finding) => `${named(finding)}: ${finding.message} (mend it, or list it with a reason in ${LIST})`),
      ...stale.map((entry) => `${LIST} accepts ${named(entry)}, which is not found any more: remove the entry`),
    ],
  };
}

export function accepts({ tool, check, where }: AcceptedFinding, finding: Finding): boolean {
  return tool === finding.tool && check === finding.check && pattern(where).test(finding.where);
}

function named({ tool, check, where }: Omit<AcceptedFinding, 'reason'>): string {
  return `${tool} ${check} in ${where}`;
}

function pattern(where: string): RegExp {
  const parts = where.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('[^/]*')}$`);
}
