import type { TextRule } from '../core/checks';
import { hasControl } from '../core/checks';

const LONGEST_BRANCH = 200;

/** Git's rules for the name of a branch, and no more than plain characters. @see https://git-scm.com/docs/git-check-ref-format */
export const BRANCH: TextRule = {
  allowed: "letters, digits, '.', '_', '-' and '/', at most 200 characters, as Git has it",
  fix: "give a name such as 'add-payment-service'",
  test: (value) => value.length <= LONGEST_BRANCH && value !== 'HEAD' && value.split('/').every(isBranchPart) && !value.includes('..'),
};

function isBranchPart(part: string): boolean {
  return /^[A-Za-z0-9_][A-Za-z0-9._-]*$/.test(part) && !part.endsWith('.') && !part.endsWith('.lock');
}

const LONGEST_PATH = 1000;

/** The path of a file in a repository. */
export const REPOSITORY_PATH: TextRule = {
  allowed: "a relative path with '/' between its names; none of them '.', '..' or '.git'",
  fix: "give a path such as 'apps/payment-service/values.yaml'",
  test: (value) => value.length <= LONGEST_PATH && value.split('/').every(isFileName),
};

/** A folder of a repository or of a workspace; '.' is its root, and './' may stand before a path. */
export const REPOSITORY_TARGET: TextRule = {
  allowed: "a relative folder with '/' between its names; none of them '..' or '.git'",
  fix: "give a folder such as 'apps/payment-service', or leave it out",
  test: (value) => {
    const path = value.replace(/^\.\//, '').replace(/\/$/, '');
    return path === '' || path === '.' || REPOSITORY_PATH.test(path);
  },
};

/** What Git, and file systems that know no case, take for the repository itself. */
const GIT_FOLDERS = ['.git', 'git~1'];

function isFileName(name: string): boolean {
  if (name === '' || name === '.' || name === '..' || name.length > 255) return false;
  return !GIT_FOLDERS.includes(name.toLowerCase()) && !name.includes('\\') && !hasControl(name);
}
