/** What a step of a report gives back: the note, or what is wrong. */
export function shown(problems, note) {
  return problems.length === 0 ? { note } : { passed: 0, failed: 1, note: problems[0].split('\n')[0], output: problems.join('\n') };
}
