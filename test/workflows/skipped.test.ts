import { runWorkflow } from './runner/run-workflow';
import type { World } from './runner/world';
import { parse } from './workflow-file';
import type { Workflow } from './workflow-file';

/** A workflow of jobs that do nothing, each with these lines. */
function workflowOf(jobs: Readonly<Record<string, readonly string[]>>): Workflow {
  const lines = Object.entries(jobs).map(([id, own]) => `  ${id}:\n${['permissions: {}', ...own].map((line) => `    ${line}\n`).join('')}`);
  return parse(`on: { workflow_call: {} }\njobs:\n${lines.join('')}`);
}

/** What became of the jobs of a workflow which may call another one. */
async function resultsOf(jobs: Readonly<Record<string, readonly string[]>>, called: Readonly<Record<string, readonly string[]>> = {}) {
  const world = { environments: {}, log: [], workflow: () => workflowOf(called) };
  return (await runWorkflow(workflowOf(jobs), { github: {} }, world as unknown as World)).jobs;
}

const AGAIN = "if: ${{ !cancelled() && needs.again.result == 'success' }}";
const CALL = 'uses: ./.github/workflows/called.yml';
const BEFORE = { none: ['if: false'], again: ['needs: none', 'if: ${{ !cancelled() }}'] };

describe('a job after one that was skipped', () => {
  test('is skipped although the one between them ran, as GitHub does it, unless its condition says what it needs', async () => {
    expect(await resultsOf({ ...BEFORE, next: ['needs: again'], sure: ['needs: again', AGAIN] })).toEqual({
      none: 'skipped', again: 'success', next: 'skipped', sure: 'success',
    });
  });

  test('is skipped in a workflow that is called, too', async () => {
    const called = { first: [], second: ['needs: first'], sure: ['if: ${{ !cancelled() }}'] };
    expect(await resultsOf({ ...BEFORE, call: ['needs: again', AGAIN, CALL] }, called)).toMatchObject({
      'call': 'success', 'call/first': 'skipped', 'call/second': 'skipped', 'call/sure': 'success',
    });
  });

  test('is skipped after a workflow in which one was skipped', async () => {
    const called = { first: [], second: ['if: false'] };
    expect(await resultsOf({ call: [CALL], next: ['needs: call'] }, called)).toMatchObject({ call: 'success', next: 'skipped' });
  });
});
