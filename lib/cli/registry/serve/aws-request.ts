import { Unavailable } from './store';

/** What AWS answered. */
export interface AwsAnswer {
  readonly status: number;
  readonly body: Buffer;
}

/** Asks AWS for something. The error has neither the query nor the answer: both may have a secret. */
export async function answerFrom(url: URL, headers: Readonly<Record<string, string>>, patience: number): Promise<AwsAnswer> {
  try {
    const response = await fetch(url, { headers, redirect: 'manual', signal: AbortSignal.timeout(patience) });
    return { status: response.status, body: Buffer.from(await response.arrayBuffer()) };
  } catch (error) {
    const { cause, name } = error as Error & { cause?: { code?: string } };
    throw new Unavailable(`no answer from ${url.host} (${cause?.code ?? name})`);
  }
}
