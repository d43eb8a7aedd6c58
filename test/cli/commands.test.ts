import { run } from '../../lib/cli/main';

async function said(...args: string[]): Promise<string> {
  let text = '';
  const say = (more: string) => void (text += more);
  await run(args, { print: say, complain: say, interactive: false, confirm: async () => false });
  return text;
}

test('each command that the help lists is found by its name', async () => {
  const help = await said('--help');
  const names = [...help.slice(help.indexOf('Commands:')).matchAll(/^ {2}([a-z-]+)/gm)].map(([, name]) => name).filter((name) => name !== 'help');
  expect(names.length).toBeGreaterThan(20);
  for (const name of names) {
    expect(await said(name, '--help')).toMatch(new RegExp(`^Usage: golden-path ${name} `));
    expect(await said('help', name)).toMatch(new RegExp(`^Usage: golden-path ${name} `));
  }
});

test('a command that is misspelt is told of all others', async () => {
  expect(await said('synt')).toContain('Did you mean one of sync, synth?');
});
