import { problemWithNode } from '../../lib/cli/node-version';

test.each(['20.19.0', '20.19.1', '20.20.2', '22.0.0', '24.21.0', '26.12.1', '100.0.0'])('Node %s runs the command', (version) => {
  expect(problemWithNode(version, '>= 20.19.0')).toBeUndefined();
});

test.each(['18.20.8', '20.9.0', '20.18.3', '9.99.99'])('Node %s does not, and is told what does', (version) => {
  expect(problemWithNode(version, '>= 20.19.0')).toBe(
    `golden-path requires Node 20.19.0 or newer; this is Node ${version}. Install a newer one: https://nodejs.org/`,
  );
});

test('what the package asks for is a lowest version, which the tests run on', () => {
  expect(problemWithNode('20.18.0')).toContain('Node 20.19.0 or newer');
  expect(problemWithNode(process.versions.node)).toBeUndefined();
});
