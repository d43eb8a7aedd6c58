import { createHmac, timingSafeEqual } from 'node:crypto';

/** How long the address of an archive is valid. Terraform uses it at once. */
export const VALID_SECONDS = 300;

const QUERY = /^expires=(\d{1,12})&signature=([0-9a-f]{64})$/;

/** Signs the path of an archive until a time, since Terraform sends no token to it. */
export function signed(key: Buffer, path: string, now: number): { expires: string; signature: string } {
  const expires = String(Math.floor(now / 1000) + VALID_SECONDS);
  return { expires, signature: signatureOf(key, path, expires).toString('hex') };
}

/** Whether a query has a signature for this path that is valid now. */
export function isSigned(key: Buffer, path: string, query: string, now: number): boolean {
  const found = QUERY.exec(query);
  if (found === null) return false;
  const [, expires, signature] = found;
  return timingSafeEqual(Buffer.from(signature, 'hex'), signatureOf(key, path, expires)) && Number(expires) * 1000 > now;
}

function signatureOf(key: Buffer, path: string, expires: string): Buffer {
  return createHmac('sha256', key).update(`${expires}\n${path}`).digest();
}
