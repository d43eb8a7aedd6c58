import { environmentOf } from './layout';

/** The folder for files that an environment gets with its next promotion. Argo CD reads nothing in it. */
const NEXT = 'next/';

/** The path at which a file waits for the promotion of its environment. */
export function waiting(file: string): string {
  return `${NEXT}${file}`;
}

/** Whether a file waits for a promotion. */
export function isWaiting(file: string): boolean {
  return file.startsWith(NEXT);
}

/** The path that a file has after the promotion; its own, if it does not wait for one. */
export function promoted(file: string): string {
  return isWaiting(file) ? file.slice(NEXT.length) : file;
}

/** Whether a file belongs to an environment, deployed or waiting. */
export function isOf(file: string, environment: string): boolean {
  return environmentOf(promoted(file)) === environment;
}
