/** The two sides of the comparison, by the names of their programs. */
export const HAND_WRITTEN = 'hand-written';
export const GOLDEN_PATH = 'golden-path';

/** How many services, as a name. */
export function sizeCase(services: number): string {
  return services === 1 ? '1 service' : `${services} services`;
}
