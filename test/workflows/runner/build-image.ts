import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JobContext } from './world';

/** Writes an image as BuildKit does into a folder: one for a platform alone, or an index of several. */
export function buildImage(inputs: Readonly<Record<string, unknown>>, { github }: JobContext): void {
  const folder = /^type=oci,tar=false,dest=(.+)$/.exec(String(inputs.outputs))![1];
  const blobs = join(folder, 'blobs/sha256');
  mkdirSync(blobs, { recursive: true });
  const blob = (content: object, mediaType: string) => {
    const text = JSON.stringify(content);
    const sum = createHash('sha256').update(text).digest('hex');
    writeFileSync(join(blobs, sum), text);
    return { mediaType, digest: `sha256:${sum}`, size: Buffer.byteLength(text) };
  };
  const imageOf = (platform: string) => {
    const [os, architecture] = platform.split('/');
    const config = blob({ os, architecture, config: { Labels: { revision: github.sha } } }, 'application/vnd.oci.image.config.v1+json');
    const mediaType = 'application/vnd.oci.image.manifest.v1+json';
    return { ...blob({ schemaVersion: 2, mediaType, config, layers: [] }, mediaType), platform: { os, architecture } };
  };
  const images = String(inputs.platforms).split(',').map(imageOf);
  const mediaType = 'application/vnd.oci.image.index.v1+json';
  const top = images.length === 1 ? images[0] : blob({ schemaVersion: 2, mediaType, manifests: images }, mediaType);
  writeFileSync(join(folder, 'oci-layout'), '{"imageLayoutVersion":"1.0.0"}');
  writeFileSync(join(folder, 'index.json'), JSON.stringify({ schemaVersion: 2, manifests: [top] }));
}
