/** The choices that there are: a name, and its values. */
export type Choices = Readonly<Record<string, readonly unknown[]>>;

/** One value of each choice. */
export type Choice = Readonly<Record<string, unknown>>;

/** As many combinations as the choice with the most values has: each value of each choice is in one of them. */
export function eachOnce(choices: Choices): Choice[] {
  const most = Math.max(...Object.values(choices).map((values) => values.length));
  const names = Object.keys(choices);
  const rows = Array.from({ length: most }, (_, row) => row);
  return rows.map((row) => Object.fromEntries(names.map((name) => [name, choices[name][row % choices[name].length]])));
}

/**
 * Combinations in which every two values of different choices meet at least once. Most faults need no more than two choices, and all
 * combinations would be hundreds of tasks.
 *
 * Each combination takes, value by value, what meets most of the pairs that have not met yet; ties go to the value that comes first.
 */
export function pairwise(choices: Choices): Choice[] {
  const names = Object.keys(choices);
  const open = new Set(names.flatMap((one, index) => names.slice(index + 1).flatMap((other) => pairsOf(choices, one, other))));
  const combinations: Choice[] = [];
  while (open.size > 0) {
    // It starts from a pair that has not met, so that each combination has at least one.
    const combination = fill(choices, names, open, JSON.parse([...open][0]) as [string, unknown, string, unknown]);
    for (const pair of pairsIn(names, combination)) open.delete(pair);
    combinations.push(combination);
  }
  return combinations;
}

function fill(choices: Choices, names: readonly string[], open: ReadonlySet<string>, pair: [string, unknown, string, unknown]): Choice {
  let combination: Choice = { [pair[0]]: pair[1], [pair[2]]: pair[3] };
  for (const name of names.filter((each) => !(each in combination))) {
    const met = choices[name].map((value) => pairsIn(names, { ...combination, [name]: value }).filter((each) => open.has(each)).length);
    combination = { ...combination, [name]: choices[name][met.indexOf(Math.max(...met))] };
  }
  return combination;
}

function pairsOf(choices: Choices, one: string, other: string): string[] {
  return choices[one].flatMap((first) => choices[other].map((second) => JSON.stringify([one, first, other, second])));
}

function pairsIn(names: readonly string[], combination: Choice): string[] {
  const chosen = names.filter((name) => name in combination);
  return chosen.flatMap((one, index) =>
    chosen.slice(index + 1).map((other) => JSON.stringify([one, combination[one], other, combination[other]])));
}
