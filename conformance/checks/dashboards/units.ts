const BINARY = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
const THOUSANDS = ['', 'k', 'M', 'G'];

/** How a value of each of Grafana's units is written. */
const WRITERS: Readonly<Record<string, (value: number) => string>> = {
  bytes: (value) => scaled(value, 1024, BINARY),
  cps: (value) => `${scaled(value, 1000, THOUSANDS)} c/s`,
  none: (value) => short(value),
  ops: (value) => `${scaled(value, 1000, THOUSANDS)} ops/s`,
  percent: (value) => `${short(value)} %`,
  percentunit: (value) => `${short(value * 100)} %`,
  reqps: (value) => `${scaled(value, 1000, THOUSANDS)} req/s`,
  s: (value) => (Math.abs(value) < 1 ? `${short(value * 1000)} ms` : `${short(value)} s`),
  short: (value) => scaled(value, 1000, THOUSANDS),
};

/** A value with its unit. */
export function written(value: number, unit: string): string {
  if (Number.isNaN(value)) return 'no data';
  const write = WRITERS[unit];
  if (!write) throw new Error(`nobody can draw the unit ${unit}`);
  return write(value);
}

function scaled(value: number, by: number, names: readonly string[]): string {
  let rest = value;
  let index = 0;
  while (Math.abs(rest) >= by && index < names.length - 1) [rest, index] = [rest / by, index + 1];
  return `${short(rest)} ${names[index]}`.trim();
}

function short(value: number): string {
  return String(Number(value.toPrecision(4)));
}
