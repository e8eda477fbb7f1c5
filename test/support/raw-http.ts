import type { PlatformApp } from './platform-app';

export interface RawAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON, or null. */
  readonly json: {
    data?: Record<string, unknown> | null;
    errors?: { message: string; path?: unknown; extensions: { code: string; path?: string[] } }[];
  } | null;
}

export interface RawRequest {
  method?: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
}

/** HTTP as an attacker writes it: nothing is put right on the way. */
export async function raw(app: PlatformApp, path: string, request: RawRequest = {}): Promise<RawAnswer> {
  const response = await fetch(`${app.url}${path}`, request as RequestInit);
  const text = await response.text();
  let json: RawAnswer['json'] = null;
  try {
    json = JSON.parse(text) as RawAnswer['json'];
  } catch {
    // not JSON
  }
  return { status: response.status, headers: response.headers, text, json };
}

export const post = (
  app: PlatformApp,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<RawAnswer> =>
  raw(app, '/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
