import { many } from '../../core/json';
import type { Json } from '../../core/json';
import { podTemplateOf } from '../../guardrails/rows/pods';

/** An image that a container of an object runs. */
export interface UsedImage {
  readonly image: string;
  /** The container, such as `Deployment checkout, container proxy`. */
  readonly place: string;
}

/** Every image of the pods of some objects. */
export function usedImages(documents: readonly Json[]): UsedImage[] {
  return documents.flatMap((document) => {
    const spec = (podTemplateOf(document)?.spec ?? {}) as Json;
    const where = `${String(document.kind)} ${String((document.metadata as Json).name)}`;
    return ['initContainers', 'containers', 'ephemeralContainers']
      .flatMap((list) => many(spec[list]) as Json[])
      .filter(({ image }) => typeof image === 'string')
      .map(({ image, name }) => ({ image: image as string, place: `${where}, container ${String(name)}` }));
  });
}
