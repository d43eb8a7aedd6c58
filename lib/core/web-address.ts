import type { Limit } from './limits';

/** What a URL is written with, besides the placeholders of a template. */
export const URL_CHARACTERS = "A-Za-z0-9._~:/?#@!$&'()*+,;=%\\[\\]-";

/** An address that a browser opens. */
export const WEB_ADDRESS: Limit = {
  type: 'string',
  pattern: `^https?://[${URL_CHARACTERS}]+$`,
  example: 'https://acme.io',
  maxLength: 2000,
  description: 'a URL that begins with https:// or http://, at most 2000 characters',
  fault: (text) => (URL.canParse(text) ? undefined : "write a whole URL, such as 'https://acme.io/page'"),
};
