/** A request as it goes over the network. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** A response with its whole body. */
export interface HttpResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** Sends a request and follows no redirect. Rejects if there is no whole response. */
export type Send = (request: HttpRequest) => Promise<HttpResponse>;

/** The time, which reports do not take from anywhere else. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  sleep(milliseconds: number): Promise<void>;
}

/** The headers that identify the caller to one API. They go nowhere else. */
export interface Authorize {
  (): Promise<Readonly<Record<string, string>>>;
  /** Forgets a token that is accepted no longer; absent if there is no other one to be had. */
  readonly renew?: () => void;
}
