import { byCode } from '../../core/by-code';
import type { Limit } from '../../core/limits';
import { breach } from '../../core/limits';
import { show } from '../../core/problems';
import { APP_LIMITS } from '../../gitops/settings/gitops-app-settings';
import { Trouble } from '../refusal';
import { deploymentFile, environmentOf, valuesFile } from './layout';
import { hasText, nodeAt, setText, textAt, valueOf, yamlDocument } from './yaml-text';
import type { YamlPath } from './yaml-text';

/** The version of an image: its digest if there is one, otherwise its tag. */
export interface ImageVersion {
  readonly tag?: string;
  readonly digest?: string;
}

/** The files of a service's folder, by their path in it. */
export type ServiceFiles = ReadonlyMap<string, string>;

/** A part of a version, and its limit. */
const PARTS: readonly { readonly name: keyof ImageVersion; readonly limit: Limit }[] = [
  { name: 'tag', limit: APP_LIMITS.imageTag },
  { name: 'digest', limit: APP_LIMITS.imageDigest },
];

/** The kinds that run something. */
const RUNNING = ['CronJob', 'Deployment', 'Job', 'StatefulSet'];

/** The plain manifests that run something, each of which may have the image of the service. */
const WORKLOAD_FILE = /^manifests\/[^/]+\/(deployment|statefulset|cronjob|job)-[^/]+\.yaml$/;

/** The file that contains the image of a service in an environment: its Deployment, unless it only has jobs. */
export function imageFile(files: ServiceFiles, service: string, environment: string): string {
  const workloads = [...files.keys()].filter((file) => WORKLOAD_FILE.test(file) && environmentOf(file) === environment).sort(byCode);
  const [own, ...others] = [valuesFile(environment), deploymentFile(service, environment), ...workloads];
  if (files.has(own)) return own;
  return others.find((file) => files.has(file) && referencePath(files.get(file)!, service)) ?? others[0];
}

/** The image of a service in an environment, or nothing if no file contains one. Throws Trouble if it is not an image. */
export function imageIn(files: ServiceFiles, service: string, environment: string): ImageVersion | undefined {
  const values = files.get(valuesFile(environment));
  const fromValues = values === undefined ? undefined : imageOfValues(values);
  if (fromValues) return fromValues;
  const workload = files.get(imageFile(files, service, environment));
  return workload === undefined ? undefined : imageOfWorkload(workload, service);
}

/** Whether a file contains the image of a service, which belongs to the GitOps repository. */
export function carriesImage(file: string): boolean {
  return /^values-[^/]+\.yaml$/.test(file) || WORKLOAD_FILE.test(file);
}

/** A file's text with this image; unchanged if the file belongs to another environment, or does not run the service. */
export function withImage(file: string, text: string, service: string, environment: string, image: ImageVersion): string {
  if (!carriesImage(file) || environmentOf(file) !== environment) return text;
  if (file === valuesFile(environment)) {
    // Set values first, so that a map is never left empty.
    const parts = [...PARTS].sort((one, other) => Number(image[one.name] === undefined) - Number(image[other.name] === undefined));
    return parts.reduce((current, { name }) => setVersion(current, name, image[name]), text);
  }
  const found = referencePath(text, service);
  if (!found) return text;
  const { repository, version } = parseReference(found.reference);
  return sameImage(version, image) ? text : setText(text, found.path, formatReference(repository, image));
}

/** The value of a file without its image. */
export function withoutImage(file: string, text: string, service: string): unknown {
  const environment = environmentOf(file) ?? '';
  const plain = { tag: 'none' };
  return valueOf(yamlDocument(withImage(file, text, service, environment, plain)));
}

/** A version for a reader. */
export function showImage({ tag, digest }: ImageVersion): string {
  return [tag, digest].filter((part) => part !== undefined).join(' ');
}

function sameImage(one: ImageVersion, other: ImageVersion): boolean {
  return one.tag === other.tag && one.digest === other.digest;
}

function setVersion(text: string, name: keyof ImageVersion, value: string | undefined): string {
  const document = yamlDocument(text);
  if (value === undefined && nodeAt(document, ['image', name]) === undefined) return text;
  return value !== undefined && hasText(document, ['image', name], value) ? text : setText(text, ['image', name], value);
}

function imageOfValues(text: string): ImageVersion | undefined {
  const document = yamlDocument(text);
  return checkVersion({ tag: textAt(document, ['image', 'tag']), digest: textAt(document, ['image', 'digest']) }, 'image.');
}

function imageOfWorkload(text: string, service: string): ImageVersion | undefined {
  const found = referencePath(text, service);
  return found && checkVersion(parseReference(found.reference).version, `image ${show(found.reference)}: `);
}

function checkVersion(version: ImageVersion, prefix: string): ImageVersion | undefined {
  const given = PARTS.filter(({ name }) => version[name] !== undefined);
  for (const { name, limit } of given) {
    const problem = breach(`${prefix}${name}`, version[name], limit);
    if (problem) throw new Trouble(`${problem.path}: ${problem.got}`, problem.allowed, problem.fix);
  }
  return given.length > 0 ? Object.fromEntries(given.map(({ name }) => [name, version[name]])) : undefined;
}

/** The path of the service's own image in a workload: in the container of the service, or in one named like the workload or job. */
function referencePath(text: string, service: string): { path: YamlPath; reference: string } | undefined {
  const document = yamlDocument(text);
  const kind = textAt(document, ['kind']);
  const name = textAt(document, ['metadata', 'name']) ?? '';
  const isFurther = name.startsWith(`${service}-`);
  if (!RUNNING.includes(kind ?? '') || !(isFurther || name === service)) return undefined;
  const containers = [...(kind === 'CronJob' ? ['spec', 'jobTemplate'] : []), 'spec', 'template', 'spec', 'containers'];
  const own = isFurther ? name.slice(service.length + 1) : service;
  for (let index = 0; nodeAt(document, [...containers, index]) !== undefined; index += 1) {
    const path = [...containers, index, 'image'];
    const reference = textAt(document, path);
    if (textAt(document, [...containers, index, 'name']) === own && reference !== undefined) return { path, reference };
  }
  return undefined;
}

/** @see https://github.com/distribution/reference/blob/main/reference.go */
function parseReference(reference: string): { repository: string; version: ImageVersion } {
  const [name, digest] = reference.split('@');
  const tagged = /^(.*):([^:/]*)$/.exec(name);
  return { repository: tagged?.[1] ?? name, version: { tag: tagged?.[2], digest } };
}

function formatReference(repository: string, { tag, digest }: ImageVersion): string {
  return `${repository}${tag === undefined ? '' : `:${tag}`}${digest === undefined ? '' : `@${digest}`}`;
}
