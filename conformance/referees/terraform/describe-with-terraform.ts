import { findTerraform, HOW_TO_GET_A_BINARY } from './binary';

/** Tests that run the real binary: where there is none they are reported as skipped, and the reason is printed. */
export function describeWithTerraform(name: string, tests: () => void): void {
  if (findTerraform()) {
    describe(name, tests);
    return;
  }
  console.warn(`Tests are skipped, nothing checks "${name}": no terraform binary found. To run them, ${HOW_TO_GET_A_BINARY}.`);
  describe.skip(name, tests);
}
