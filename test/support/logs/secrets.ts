/** What must not arrive, each in every place of a line; the parts are put together so that no scanner takes this file for a leak. */
export const SECRETS: Readonly<Record<string, string>> = {
  'private key': '-----BEGIN RSA PRIVATE KEY-----\\nMIIEpAIBAAKCAQEA7bq9nsv\\n-----END RSA PRIVATE KEY-----',
  'web token': ['eyJhbGciOiJIUzI1NiJ9', 'eyJzdWIiOiIxMjM0NTY3ODkwIn0', 'dozjgNryP4J3jVmNHl0w5N_XgL0n3I9P'].join('.'),
  'bearer': 'Authorization: Bearer c2VjcmV0LXZhbHVl',
  'AWS': `AKIA${'IOSFODNN7EXAMPLE'}`,
  'GitHub': `ghp_${'0123456789abcdefghijABCDEFGHIJ012345'}`,
  'Slack': `xoxb-${'123456789012-abcdefGHIJKL'}`,
  'Stripe': `sk_live_${'4eC39HqLyjWDarjtT1zdp7dc'}`,
  'URL': 'postgres://owner:hunter2hunter2@db.internal:5432/main',
  'assignment': 'password=hunter2hunter2',
  'variable': 'DB_PASSWORD=hunter2hunter2',
  'camel case': 'dbPassword=hunter2hunter2',
  'camel case in JSON': '"accessToken": "hunter2hunter2"',
  'JSON in JSON': String.raw`got {\"password\": \"hunter2 hunter2\"}`,
  'card': '4111 1111 1111 1111',
};

/** What must not be left of each. */
export const LEFT: Readonly<Record<string, string>> = {
  'private key': 'MIIEpAIBAAKCAQEA',
  'web token': 'eyJzdWIiOiIx',
  'bearer': 'c2VjcmV0',
  'AWS': 'IOSFODNN7EXAMPLE',
  'GitHub': '0123456789abcdef',
  'Slack': 'abcdefGHIJKL',
  'Stripe': '4eC39HqLyj',
  'URL': 'hunter2',
  'assignment': 'hunter2',
  'variable': 'hunter2',
  'camel case': 'hunter2',
  'camel case in JSON': 'hunter2',
  'JSON in JSON': 'hunter2',
  'card': '1111 1111',
};

/** Fields whose value is a secret, whatever it looks like. */
export const SECRET_FIELDS = [
  'password', 'db.password', 'api_key', 'Authorization', 'x-api-key', 'client_secret', 'cookie', 'refresh_token',
  'dbPassword', 'apiKey', 'accessToken', 'clientSecret', 'stripeAPIKey', 'sessionCookie',
];

/** What looks a little like a secret and has to stay. */
export const HARMLESS = [
  'order 4111111111111 was paid',
  'the password was wrong', 'token expired',
  'trace 4d7db6f4ec4ff06ca2b9f59cad57fb2e',
  'GET https://acme.io/a:b@c 200',
  '2026-11-28 03:16:44 took 1234 ms', 'basic checks passed', 'keyboardLayout=qwertz', 'tokenCount=12',
  'commit 3d3c42e5aac5ba805825da76410c181273ba90b1',
  'bearer of news',
];
