import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { printed, withHelm } from './run-helm';

/** What a server answers, by the path that is asked for. */
export type Pages = Readonly<Record<string, Page>>;

export interface Page {
  readonly type?: string;
  readonly digest?: string;
  readonly body: Buffer;
}

const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
const CONFIG = 'application/vnd.cncf.helm.config.v1+json';
const CONTENT = 'application/vnd.cncf.helm.chart.content.v1.tar+gzip';

/**
 * A registry that holds the packaged charts of a folder below `charts/` and can only be read.
 *
 * @see https://github.com/opencontainers/distribution-spec/blob/main/spec.md
 * @see https://helm.sh/docs/topics/registries/
 */
export async function registryPages(binary: string, folder: string): Promise<Pages> {
  const packages = (await readdir(folder)).filter((name) => name.endsWith('.tgz'));
  const pages = packages.map(async (name) => {
    const shown = printed(`read ${name}`, await withHelm(binary, async (helm) => helm('show', 'chart', join(folder, name))));
    return pagesOf(load(shown) as Chart, await readFile(join(folder, name)));
  });
  return Object.assign({ '/v2/': { type: 'application/json', body: Buffer.from('{}') } }, ...await Promise.all(pages)) as Pages;
}

interface Chart {
  readonly name: string;
  readonly version: string;
}

function pagesOf(chart: Chart, content: Buffer): Pages {
  const repository = `/v2/charts/${chart.name}`;
  const config = blob(CONFIG, Buffer.from(JSON.stringify(chart)));
  const layer = blob(CONTENT, content);
  const manifest = blob(MANIFEST, Buffer.from(JSON.stringify({
    schemaVersion: 2, mediaType: MANIFEST, config: described(config), layers: [described(layer)],
  })));
  return {
    [`${repository}/tags/list`]: { type: 'application/json', body: Buffer.from(JSON.stringify({ name: chart.name, tags: [chart.version] })) },
    [`${repository}/manifests/${chart.version}`]: manifest,
    [`${repository}/manifests/${manifest.digest}`]: manifest,
    [`${repository}/blobs/${config.digest}`]: config,
    [`${repository}/blobs/${layer.digest}`]: layer,
  };
}

function blob(type: string, body: Buffer): Required<Page> {
  return { type, digest: `sha256:${createHash('sha256').update(body).digest('hex')}`, body };
}

function described({ type, digest, body }: Required<Page>): object {
  return { mediaType: type, digest, size: body.length };
}
