/** Faults in blocks of the pages, and what has to be said of each. */
const FAULTS = [
  { fault: 'another number', page: 'README.md', from: 'replica_count=3', to: 'replica_count=4', found: /cdk\.tf\.json differs$/ },
  { fault: 'another error', page: 'docs/errors.md', from: 'replica_count=5', to: 'replica_count=6', found: /^raises .*where TypeScript throws /s },
  { fault: 'another line printed', page: 'docs/queue.md', from: '} = {', to: '}: {', found: /^prints\n/ },
  { fault: 'a name that is not there', page: 'docs/stacks.md', from: 'import MicroserviceInfra', to: 'import Nothing', found: /^raises ImportError/ },
  { fault: 'a misspelt argument', page: 'docs/table.md', from: 'ttl_attribute', to: 'ttl_atribute', found: /^line \d+: .*"ttl_atribute"/s },
  { fault: 'a text for a number', page: 'docs/table.md', from: '"expiresAt"', to: '5', found: /^line \d+: .*cannot be assigned/s },
];

/** A program of a page for each fault, with the fault in it. */
export function planted(programs) {
  return FAULTS.map(({ fault, page, from, to, found }, index) => {
    const sound = programs.find((program) => program.page === page && program.text.includes(from));
    if (!sound) throw new Error(`no block of ${page} has ${from}`);
    return { ...sound, text: sound.text.replace(from, to), out: `planted-${index}`, fault, found };
  });
}
