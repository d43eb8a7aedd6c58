import { spawnSync } from 'node:child_process';

const HAS_GIT = spawnSync('git', ['--version']).status === 0;

/** Tests that need Git: where there is none they are skipped, and the output says so. `then` looks for what else they need. */
export function describeWithGit(name: string, tests: () => void, then: (name: string, tests: () => void) => void = describe): void {
  if (HAS_GIT) {
    then(name, tests);
    return;
  }
  warn(name);
  describe.skip(name, tests);
}

/** A test that needs Git: where there is none it is skipped, and the output says so. */
export function testWithGit(name: string, run: () => unknown): void {
  if (HAS_GIT) {
    test(name, run as () => Promise<void>);
    return;
  }
  warn(name);
  test.skip(name, run as () => Promise<void>);
}

function warn(name: string): void {
  console.warn(`Tests are skipped, nothing checks "${name}": no git found. To run them, install Git.`);
}
