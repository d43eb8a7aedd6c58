import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import { refOf, shortRef, type Backend, type Entity } from '../../referees/backstage';
import type { Catalog } from './relations';

/** A file of entities: where it is, and what it holds. */
export interface EntityFile {
  readonly file: string;
  readonly entities: readonly Entity[];
}

/** What a service's repository is read for. */
export const CATALOG_INFO = 'catalog-info.yaml';

/** The files of entities in the platform's repository: its catalog, and its templates. */
export function platformFiles(folder: string): EntityFile[] {
  const [catalog, templates] = ['catalog', 'templates'].map((name) => join(folder, name));
  const files = [
    ...namesIn(catalog).filter((name) => name.endsWith('.yaml')).map((name) => join(catalog, name)),
    ...namesIn(templates).map((name) => join(templates, name, 'template.yaml')),
  ];
  return files.filter((file) => existsSync(file)).map(readEntities);
}

function namesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).sort() : [];
}

/** The documents of a file that are entities: everything that has a kind and a name. */
export function readEntities(file: string): EntityFile {
  const documents = loadAll(readFileSync(file, 'utf8')) as (Partial<Entity> | null)[];
  return { file, entities: documents.filter((each): each is Entity => Boolean(each?.kind && each.metadata?.name)) };
}

/** The entities that files have and the backend has not. It drops what is invalid, so it is asked for the reason of each. */
export async function droppedEntities(backend: Backend, catalog: Catalog, files: readonly EntityFile[]): Promise<string[]> {
  const dropped = files.flatMap(({ file, entities }) =>
    entities.filter((entity) => !catalog.has(shortRef(refOf(entity)))).map((entity) => ({ file, entity })));
  return Promise.all(
    dropped.map(async ({ file, entity }) => {
      const why = await reason(backend, entity);
      return `${shortRef(refOf(entity))} of ${file} is not in the catalog: ${why}`;
    }),
  );
}

async function reason(backend: Backend, entity: Entity): Promise<string> {
  const { status, body } = await backend.ask<{ errors?: { message: string }[] }>('POST', '/api/catalog/validate-entity', {
    entity,
    location: 'url:https://github.com/acme/conformance/blob/main/catalog-info.yaml',
  });
  if (status === 200) return 'by itself it is valid, so nothing led the catalog to it, or another file has the same name';
  return (body.errors ?? []).map(({ message }) => message).join('; ') || `it answers ${status}`;
}
