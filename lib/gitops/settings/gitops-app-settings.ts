import { Construct } from 'constructs';
import { HOST } from '../../core/host-name';
import { DNS_LABEL } from '../../core/names';
import { SettingsTable } from '../../core/settings';
import type { Settings } from '../../core/settings';
import { REASON } from '../../platform/reason';
import type { IPullSecret } from '../../service/pull-secret';
import { IMAGE, IMAGE_DIGEST, IMAGE_TAG } from '../limits/image-reference';
import { ROUTE_PATH } from '../limits/kubernetes-limits';
import { Rendering, Routing } from '../props/gitops-app-props';
import type { GitOpsAppProps } from '../props/gitops-app-props';
import { FILE_SOURCES, listOfMade } from './configuration-settings';
import { ANNOTATIONS, BOOLEAN, ENV, FILES, oneOf, PATHS, USER_ID, value } from './forms';
import { JOB_SETTINGS, SCHEDULED_JOB_SETTINGS } from './job-settings';
import { ROUTE_SETTINGS } from './route-settings';
import { FURTHER_WORKLOAD_SETTINGS, WORKLOAD } from './workload-settings';

/** Whether it is a construct of a Secret. */
function isSecret(secret: unknown): boolean {
  return Construct.isConstruct(secret) && typeof (secret as Partial<IPullSecret>).secretName === 'string';
}

const TABLE = {
  service: { form: { kind: 'object' }, required: true, text: 'The `MicroserviceInfra` of the same stack' },
  image: { form: value(IMAGE), required: true, text: 'The image without its tag' },
  imageTag: {
    form: value(IMAGE_TAG),
    default: undefined,
    defaultText: 'imageDigest is given',
    text: 'The tag of the first version',
  },
  imageDigest: {
    form: value(IMAGE_DIGEST),
    default: undefined,
    defaultText: 'imageTag is given',
    text: 'The digest of the first version; takes precedence over a tag',
  },
  imagePullSecrets: {
    form: listOfMade({
      is: isSecret,
      allowed: 'a ServiceSecret with a registry',
      fix: "write new ServiceSecret(stack, 'Login', { secretName: 'ghcr', registry: 'ghcr.io' })",
    }),
    default: [],
    defaultText: "none; the nodes' own login",
    text: 'The logins for the registries of its images, each a `ServiceSecret` with a `registry`',
  },
  host: {
    form: value(HOST),
    default: undefined,
    defaultText: 'only from inside the cluster',
    text: 'The host name, not an IP address, for access from outside the cluster',
  },
  path: { form: value(ROUTE_PATH), default: '/', text: 'The path below the host, without `//`, `/./` or `/../`' },
  routes: {
    form: { kind: 'propsList', table: ROUTE_SETTINGS },
    default: [],
    defaultText: 'none',
    text: 'Further hosts and paths, to any port of any process, each an `AppRoute`',
  },
  routing: {
    form: oneOf(Routing),
    default: Routing.INGRESS,
    defaultText: '`Routing.INGRESS`',
    text: "How requests reach the application; `HTTP_ROUTE` attaches it to the environment's `gatewayName`",
  },
  ingressAnnotations: {
    form: ANNOTATIONS,
    default: {},
    defaultText: 'none',
    text: 'Annotations of each Ingress, for its controller',
  },
  tlsSecretName: {
    form: value(DNS_LABEL),
    default: undefined,
    defaultText: "one from the environment's certificateIssuer, or the ingress controller's own certificate",
    text: "The Secret with the host's certificate, for an Ingress",
  },
  plainHttpReason: {
    form: value(REASON),
    default: undefined,
    defaultText: "HTTPS, with a redirect from HTTP; the environment's plainHttpReason if it has one",
    text: 'Why the hosts are served without TLS; the output shows it',
  },
  env: { form: ENV, default: {}, defaultText: 'none', text: 'Environment variables, in addition to those from connections' },
  files: { form: FILES, default: {}, defaultText: 'none', text: 'The text of each file, by its path in the container' },
  fileSources: {
    form: FILE_SOURCES,
    default: {},
    defaultText: 'none',
    text: 'Files from Secrets and ConfigMaps, each a `FileSource`, by its path in the container',
  },
  secretsAsFiles: {
    form: BOOLEAN,
    default: false,
    text: 'Whether Secrets of connections are files in `/etc/secrets/<secret>/`, which follow a rotation, instead of variables',
  },
  writablePaths: { form: PATHS, default: ['/tmp'], text: 'Folders that the application can write to' },
  workloads: {
    form: { kind: 'propsList', table: FURTHER_WORKLOAD_SETTINGS },
    default: [],
    defaultText: 'none',
    text: 'Further processes of the same image, such as a worker, each an `AppWorkload`',
  },
  migration: {
    form: { kind: 'props', table: JOB_SETTINGS },
    default: undefined,
    defaultText: 'none',
    text: 'A job that runs before each rollout, such as a schema migration, a `JobProps`; if it fails, nothing is rolled out',
  },
  jobs: {
    form: { kind: 'propsList', table: SCHEDULED_JOB_SETTINGS },
    default: [],
    defaultText: 'none',
    text: 'Scheduled jobs, each a `ScheduledJob`',
  },
  fsGroup: { form: USER_ID, default: undefined, defaultText: '`group`', text: 'The group that volumes belong to' },
  reloadOnChange: {
    form: BOOLEAN,
    default: false,
    text: 'Whether Reloader replaces pods when a Secret or ConfigMap that they use changes; jobs are not started by it',
  },
  rendering: {
    form: oneOf(Rendering),
    default: Rendering.CHART,
    defaultText: '`Rendering.CHART`',
    text: 'The output format; the alternative is `MANIFESTS`',
  },
  ...WORKLOAD,
} as const satisfies Settings<GitOpsAppProps>;

/** What a team says of its application: the check, the defaults and the table of the documentation are made of it. */
export const GITOPS_APP_SETTINGS = new SettingsTable<GitOpsAppProps, typeof TABLE>(TABLE);

/** The limits of the settings that are single values. */
export const APP_LIMITS = GITOPS_APP_SETTINGS.limits;
