import type { Limit } from '../core/limits';
import { SettingsTable, value } from '../core/settings';
import type { Settings } from '../core/settings';
import type { Environment } from './environment';
import { REASON } from './reason';
import { SERVICE_NAME } from './service-name';

/** What becomes of an image that breaks the rules. */
export enum ImagePolicyMode {
  /** It runs, and is reported. */
  AUDIT = 'audit',
  /** The cluster refuses it, and synth does too. */
  ENFORCE = 'enforce',
}

/** Images that need no signature of ours. */
export interface ImageException {
  /**
   * The image as pods name it, or what its names begin with up to a `/`, `:` or `@`, and an asterisk:
   * `public.ecr.aws/docker/library/envoy@sha256:*` allows every digest and no tag.
   */
  readonly image: string;
  /** Why it is trusted all the same. */
  readonly reason: string;
  /**
   * The last day of the exception, such as `2027-06-30`. It is written beside the reason for whoever reviews the list: neither
   * synth nor the cluster compares it with a clock.
   *
   * @default - no end
   */
  readonly expires?: string;
}

/** The rules for the images of services in one environment. */
export interface ImageRules {
  /**
   * Whether an image that breaks the rules is reported or refused.
   *
   * @default ImagePolicyMode.AUDIT
   */
  readonly mode?: ImagePolicyMode;
  /**
   * Images that need no signature of ours.
   *
   * @default - none
   */
  readonly exceptions?: ImageException[];
  /**
   * Services whose images the delivery workflow signs.
   *
   * @default - none
   */
  readonly signedElsewhere?: string[];
}

const IMAGES: Limit = {
  type: 'string',
  pattern: '^[A-Za-z0-9][A-Za-z0-9._:@/-]*([/:@]\\*)?$',
  example: 'docker.io/envoyproxy/envoy@sha256:*',
  maxLength: 512,
  description: 'an image, or what images begin with up to a /, : or @ and an asterisk, as in docker.io/envoyproxy/envoy@sha256:*',
};
const DAY: Limit = {
  type: 'string',
  pattern: '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$',
  example: '2027-06-30',
  description: 'a day such as 2027-06-30',
};

const EXCEPTION_TABLE = {
  image: {
    form: value(IMAGES),
    required: true,
    text: 'The image as pods name it, or its beginning up to a `/`, `:` or `@`, and an asterisk',
  },
  reason: { form: value(REASON), required: true, text: 'Why it is trusted all the same' },
  expires: {
    form: value(DAY),
    default: undefined,
    defaultText: 'no end',
    text: 'The last day of the exception, such as `2027-06-30`: text for whoever reviews the list, which nothing compares with a clock',
  },
} as const satisfies Settings<ImageException>;

/** The settings of an exception. */
export const IMAGE_EXCEPTION_SETTINGS = new SettingsTable<ImageException, typeof EXCEPTION_TABLE>(EXCEPTION_TABLE);

const TABLE = {
  mode: {
    form: value({ type: 'string', enum: Object.values(ImagePolicyMode) }),
    default: ImagePolicyMode.AUDIT,
    defaultText: '`ImagePolicyMode.AUDIT`',
    text: 'Whether an image that breaks the rules is reported or, with `ENFORCE`, refused by the cluster and by synth',
  },
  exceptions: {
    form: { kind: 'propsList', table: IMAGE_EXCEPTION_SETTINGS, example: "{ image: '...', reason: '...' }", unique: 'image' },
    default: [],
    defaultText: 'none',
    text: 'Images that need no signature of ours, each an `ImageException`',
  },
  signedElsewhere: {
    form: { kind: 'list', limit: SERVICE_NAME },
    default: [],
    defaultText: 'none',
    text: 'Services whose images the delivery workflow signs',
  },
} as const satisfies Settings<ImageRules>;

/** The settings of the rules for images. */
export const IMAGE_RULES_SETTINGS = new SettingsTable<ImageRules, typeof TABLE>(TABLE);

/** The rules of an environment, every one of them filled in. */
export function imageRulesOf({ imageRules }: Environment): Required<ImageRules> {
  return IMAGE_RULES_SETTINGS.resolveAll(imageRules ?? {});
}

/** What all images of an exception begin with; nothing if it is one image. */
export function prefixOf({ image }: ImageException): string | undefined {
  return image.endsWith('*') ? image.slice(0, -1) : undefined;
}

/** The exception that an image falls under. */
export function exceptionFor(exceptions: readonly ImageException[], image: string): ImageException | undefined {
  return exceptions.find((each) => {
    const prefix = prefixOf(each);
    return prefix === undefined ? each.image === image : image.startsWith(prefix);
  });
}
