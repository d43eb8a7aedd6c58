/** What looks like a secret, as an expression that Go's RE2 reads. */
export interface SecretForm {
  /** What it is, as documentation names it. */
  readonly name: string;
  readonly expression: string;
}

/** The last word of a name in camel case, such as `dbPassword`; `keyboard` and `broken` end with none of them. */
const CAMEL_CASE = 'Password|Passwd|Pwd|Secret|Token|A[Pp][Ii]Key|AccessKey|PrivateKey|Authorization|Cookie';

/**
 * What is masked wherever it stands in a line. The forms with a prefix of their own are those that their owners publish for scanners.
 *
 * @see https://docs.github.com/en/code-security/secret-scanning/introduction/supported-secret-scanning-patterns
 * @see https://github.com/google/re2/wiki/Syntax
 */
export const SECRET_VALUES: readonly SecretForm[] = [
  { name: 'private keys in PEM', expression: '-----BEGIN [A-Z ]*PRIVATE KEY-----[\\s\\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)' },
  { name: 'JSON Web Tokens', expression: '\\beyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]*' },
  { name: 'the headers `Authorization: Bearer` and `Basic`', expression: '(?i)\\b(?:bearer|basic)\\s+[A-Za-z0-9+/=._~-]{8,}' },
  { name: 'access keys of AWS', expression: '\\b(?:AKIA|ASIA)[A-Z0-9]{16}\\b' },
  { name: 'tokens of GitHub', expression: '\\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{22,})' },
  { name: 'tokens of Slack', expression: '\\bxox[abeprs]-[A-Za-z0-9-]{10,}' },
  { name: 'secret keys of Stripe', expression: '\\b[rs]k_(?:live|test)_[A-Za-z0-9]{16,}' },
  { name: 'the password in a URL', expression: '\\b[a-zA-Z][a-zA-Z0-9+.-]*://[^\\s/:@]*:[^\\s/@]+@' },
  {
    name: 'a value after a name such as `password=`, `"api_key":` or `dbPassword:`',
    expression: '(?:(?i:(?:\\b|_)(?:password|passwd|pwd|secret|token|api[_-]?key|access[_-]?key|client[_-]?secret))'
      // A quote has backslashes before it where JSON is a text inside of JSON.
      + `|[A-Za-z0-9](?:${CAMEL_CASE}))\\\\*["\']?\\s*[:=]\\s*`
      + '(?:\\\\*"[^"]*"|\'[^\']*\'|[^\\s"\',;&}]+)',
  },
  {
    name: 'the numbers of payment cards',
    expression: '\\b(?:4[0-9]{3}|5[1-5][0-9]{2}|2[2-7][0-9]{2}|6(?:011|5[0-9]{2}))[ -]?[0-9]{4}[ -]?[0-9]{4}[ -]?[0-9]{4}\\b'
      + '|\\b3[47][0-9]{2}[ -]?[0-9]{6}[ -]?[0-9]{5}\\b',
  },
];

/** The fields whose value is masked, whatever it is. */
export const SECRET_FIELDS =
  '(?i:(?:^|[._-])(?:password|passwd|pwd|secret|token|api[_-]?key|apikey|access[_-]?key|private[_-]?key|authorization|cookie|set-cookie))$'
  + `|[A-Za-z0-9](?:${CAMEL_CASE})$`;

/** What stands for a secret. */
export const MASK = '****';
