import { basename, dirname } from 'node:path';
import { runPython } from '../../referees/python-packages';
import type { Finding } from '../guarantees/findings';

/** What checkov said of a folder. */
export interface Judged {
  readonly findings: readonly Finding[];
  /** How many checks were held against something. */
  readonly checks: number;
  /** Every file that at least one check was held against, relative to the folder. */
  readonly files: ReadonlySet<string>;
  readonly problems: readonly string[];
}

/** A report of checkov has this much of each framework. */
interface Report {
  readonly check_type: string;
  readonly results: {
    readonly passed_checks: readonly Result[];
    readonly failed_checks: readonly Result[];
    readonly parsing_errors: readonly string[];
  };
}

interface Result {
  readonly check_id: string;
  readonly check_name: string;
  readonly file_path: string;
  readonly resource: string;
}

const FRAMEWORKS = ['terraform_plan', 'kubernetes', 'github_actions'];

/** Nothing is fetched, and a newer version is none of our business. */
const OFFLINE = { CKV_SKIP_PACKAGE_UPDATE_CHECK: 'true', LOG_LEVEL: 'ERROR' };

/** Runs checkov over a folder of plans, manifests and workflows. */
export async function runCheckov(packages: string, folder: string): Promise<Judged> {
  const options = ['--framework', ...FRAMEWORKS, '--output', 'json', '--compact', '--soft-fail', '--skip-download'];
  const { status, stdout, stderr } = await runPython(packages, ['-m', 'checkov.main', '--directory', folder, ...options], OFFLINE, folder);
  if (status !== 0) throw new Error(`checkov ended with ${status}:\n${stderr.trim().split('\n').slice(-5).join('\n')}`);
  const reports = [JSON.parse(stdout) as Report | Report[]].flat();
  const failed = reports.flatMap(({ results }) => results.failed_checks);
  const passed = reports.flatMap(({ results }) => results.passed_checks);
  return {
    findings: failed.map((result) => ({ tool: 'checkov', check: result.check_id, where: placeOf(result), message: result.check_name })),
    checks: failed.length + passed.length,
    files: new Set([...failed, ...passed].map(({ file_path }) => file_path.replace(/^\//, ''))),
    problems: [
      ...FRAMEWORKS.filter((name) => !reports.some(({ check_type }) => check_type === name)).map((name) => `checkov ran without ${name}`),
      ...reports.flatMap(({ results }) => results.parsing_errors).map((file) => `checkov cannot read ${file}`),
    ],
  };
}

/** The stack or application and the kind of object; of a workflow, its file. */
function placeOf({ file_path, resource }: Result): string {
  const folder = basename(dirname(file_path));
  if (folder === 'workflows') return `workflows/${basename(file_path)}`;
  const unit = folder === 'plans' ? basename(file_path, '.json') : folder;
  return `${unit}/${resource.split('.')[0]}`;
}
