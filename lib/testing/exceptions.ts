import { many } from '../core/json';
import type { Json } from './json';

/** An exception of a service, with the reason that its team gave. */
export interface ExceptionOutput {
  /** The object with the exception: its kind and name. */
  readonly on: string;
  /** What is allowed, and why. */
  readonly reason: string;
}

/** The exceptions in the annotations of a stack's objects and documents. */
export function exceptionsOf(terraform: Json, documents: readonly Json[], domain: string): ExceptionOutput[] {
  const blocks = Object.entries<Json>(terraform.resource ?? {}).flatMap(([type, resources]) =>
    Object.values<Json>(resources).flatMap(({ metadata }) =>
      (many(metadata) as Json[]).map((each) => ({ kind: type, metadata: each })),
    ),
  );
  return [...blocks, ...documents].flatMap(({ kind, metadata, spec }: Json) =>
    [
      metadata.annotations?.[`${domain}/exceptions`],
      inOneZone(metadata.annotations?.[`${domain}/single-az-reason`] ?? spec?.parameters?.singleAZReason),
    ]
      .filter((reason) => reason !== undefined)
      .map((reason) => ({ on: `${kind} ${metadata.name}`, reason })),
  );
}

function inOneZone(reason: string | undefined): string | undefined {
  return reason === undefined ? undefined : `single-AZ: ${reason}`;
}
