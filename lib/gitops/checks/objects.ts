/** The objects of a list that was checked by itself already. */
export function objectsOf<T extends object>(items: T[] | undefined): T[] {
  return Array.isArray(items) ? items.map((item) => (typeof item === 'object' && item !== null ? item : ({} as T))) : [];
}
