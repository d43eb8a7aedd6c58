/** Where what was written is not what is there: fields that were dropped or written otherwise. What the server added is none. */
export function differences(written: unknown, live: unknown, path = ''): string[] {
  if (Array.isArray(written)) {
    if (!Array.isArray(live) || live.length !== written.length) return [inWords(path, written, live)];
    return written.flatMap((each, index) => differences(each, live[index], `${path}[${index}]`));
  }
  if (written === undefined) return [];
  if (typeof written !== 'object' || written === null) return written === live ? [] : [inWords(path, written, live)];
  const fields = (live ?? {}) as Record<string, unknown>;
  return Object.entries(written).flatMap(([name, value]) => differences(value, fields[name], path ? `${path}.${name}` : name));
}

/** What the server added inside of lists, where Argo CD sees it as a difference for ever; entries stand for each other by place. */
export function addedInLists(written: unknown, live: unknown, path = '', inList = false): string[] {
  if (Array.isArray(written)) {
    return Array.isArray(live) ? written.flatMap((each, index) => addedInLists(each, live[index], `${path}[]`, true)) : [];
  }
  if (typeof written !== 'object' || written === null || typeof live !== 'object' || live === null) return [];
  const fields = written as Record<string, unknown>;
  return Object.entries(live).flatMap(([name, value]) => {
    const at = path ? `${path}.${name}` : name;
    return name in fields ? addedInLists(fields[name], value, at, inList) : inList ? [at] : [];
  });
}

function inWords(path: string, written: unknown, live: unknown): string {
  return `${path} was written as ${short(written)} and is ${short(live)}`;
}

function short(value: unknown): string {
  return value === undefined ? 'not there' : JSON.stringify(value).slice(0, 120);
}
