import { library } from '../repository/infrastructure/library';

/** The problem of running on a version of Node, or nothing if it is supported. */
export function problemWithNode(version: string, supported: string = library().engines.node): string | undefined {
  const oldest = supported.replace(/^>= ?/, '');
  if (!isOlder(version, oldest)) return undefined;
  return `golden-path requires Node ${oldest} or newer; this is Node ${version}. Install a newer one: https://nodejs.org/`;
}

function isOlder(version: string, than: string): boolean {
  const [own, other] = [version, than].map((each) => each.split('.').map((part) => parseInt(part, 10)));
  const at = own.findIndex((part, index) => part !== other[index]);
  return at !== -1 && own[at] < other[at];
}
