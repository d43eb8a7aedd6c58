import { isolated, runShown } from './namespace';

test('a command runs in a network of its own where that can be made, and its words come back', async () => {
  const { command, isolated: isAlone } = isolated([process.execPath, '-e', 'console.log(Object.keys(require("os").networkInterfaces()).join())']);
  const said = (await runShown(command)).trim();
  if (isAlone) expect(said).toBe('lo');
  else expect(command[0]).toBe(process.execPath);
});

test('a command that fails is an error', async () => {
  await expect(runShown([process.execPath, '-e', 'process.exit(3)'])).rejects.toThrow('ends with 3');
});
