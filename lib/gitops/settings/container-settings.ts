import { SettingsTable } from '../../core/settings';
import type { Settings } from '../../core/settings';
import { IMAGE_REFERENCE } from '../limits/image-reference';
import { APP_PROTOCOL, PORT_NAME } from '../limits/kubernetes-limits';
import { Share } from '../props/container-props';
import type { AppContainer, AppPort, UserProps } from '../props/container-props';
import { ENV_SOURCES } from './configuration-settings';
import { BOOLEAN, CPU_REQUEST, ENV, MEMORY_AMOUNT, NAME, PORT_NUMBER, TEXTS, USER_ID, value } from './forms';

/** Who a program runs as by default: the `nonroot` of distroless images, which no image gives rights to. */
export const NONROOT = 65532;

/** The user that a program runs as. */
export const USER = {
  user: {
    form: USER_ID,
    default: undefined,
    defaultText: "65532; in a sidecar, init container or job, the application's",
    text: 'The numeric user. It is never root',
  },
  group: {
    form: USER_ID,
    default: undefined,
    defaultText: '`user`, if given, otherwise 65532',
    text: 'The numeric group',
  },
  useImageUser: {
    form: BOOLEAN,
    default: false,
    text: 'Whether it runs as the user in the image, which must be numeric and not root',
  },
} as const satisfies Settings<UserProps>;

/** The same by itself, for documentation. */
export const USER_SETTINGS = new SettingsTable<UserProps, typeof USER>(USER);

/** What is spoken on a port. */
export const APP_PROTOCOL_SETTING = {
  form: value(APP_PROTOCOL),
  default: undefined,
  defaultText: 'not said',
  text: 'The protocol of the port, for gateways and meshes, such as `grpc` or `kubernetes.io/h2c`',
} as const;

const PORT_TABLE = {
  name: {
    form: value(PORT_NAME),
    required: true,
    text: 'At most 15 lowercase letters, digits and single hyphens, with one letter or more',
  },
  port: { form: PORT_NUMBER, required: true, text: '1 to 65535' },
  udp: { form: BOOLEAN, default: false, text: 'Whether the port uses UDP instead of TCP' },
  servicePort: { form: PORT_NUMBER, default: undefined, defaultText: '`port`', text: 'The port of the Service that leads to it' },
  appProtocol: APP_PROTOCOL_SETTING,
} as const satisfies Settings<AppPort>;

/** A further port. */
export const PORT_SETTINGS = new SettingsTable<AppPort, typeof PORT_TABLE>(PORT_TABLE);

/** What runs in a container, instead of what its image says. */
export const PROGRAM = {
  command: {
    form: TEXTS,
    default: undefined,
    defaultText: "the image's entry point",
    text: 'The program and its first arguments',
  },
  args: {
    form: TEXTS,
    default: undefined,
    defaultText: "the image's arguments; none if command is given",
    text: 'Arguments',
  },
} as const satisfies Settings<Pick<AppContainer, 'command' | 'args'>>;

const CONTAINER_TABLE = {
  name: { form: NAME, required: true, text: 'A DNS label, unique among the containers of the pod' },
  image: { form: value(IMAGE_REFERENCE), required: true, text: 'The image with its tag or digest' },
  ...PROGRAM,
  env: { form: ENV, default: {}, defaultText: 'none', text: 'Its environment variables' },
  shares: {
    form: { kind: 'list', limit: { type: 'string', enum: Object.values(Share) } },
    default: [],
    defaultText: 'nothing but the writable folders',
    text: 'What it gets from the application: `Share.VARIABLES`, `Share.FILES`, `Share.VOLUMES`',
  },
  ports: {
    form: { kind: 'propsList', table: PORT_SETTINGS },
    default: [],
    defaultText: 'none',
    text: 'Its ports, each an `AppPort`',
  },
  cpuRequest: { form: CPU_REQUEST, default: '50m', defaultText: '50m', text: 'The CPU reserved for it (its request)' },
  memoryRequest: { form: MEMORY_AMOUNT, default: '64Mi', defaultText: '64Mi', text: 'The memory reserved for it (its request)' },
  memoryLimit: {
    form: MEMORY_AMOUNT,
    default: undefined,
    defaultText: 'twice memoryRequest',
    text: 'The most memory that it gets (its limit)',
  },
  restarts: {
    form: BOOLEAN,
    default: false,
    text: 'Whether an init container keeps running beside the application, as a native sidecar',
  },
  ...ENV_SOURCES,
  ...USER,
} as const satisfies Settings<AppContainer>;

/** A container beside or before the application's own. */
export const CONTAINER_SETTINGS = new SettingsTable<AppContainer, typeof CONTAINER_TABLE>(CONTAINER_TABLE);
