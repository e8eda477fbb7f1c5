import { SIGN_IN } from './operations';
import { PASSWORD } from './seed/seed-people';
import type { LoadRequest } from './load/load-job';

export function graphqlRequest(query: string, variables: object, token: string | null): LoadRequest {
  return {
    method: 'POST',
    path: '/graphql',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify({ query, variables }),
  };
}

/** Sends one request as the load generator would and answers its JSON; throws on anything but success. */
export async function ask<Answer>(
  port: number,
  { method, path, headers, body }: LoadRequest,
): Promise<Answer> {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, {
    method,
    headers,
    ...(method === 'POST' ? { body } : {}),
  });
  const answer = (await response.json()) as { errors?: unknown };
  if (response.status !== 200 || answer.errors)
    throw new Error(`${path}: ${JSON.stringify(answer).slice(0, 2000)}`);
  return answer as Answer;
}

/** A member signs in as people do. */
export async function signIn(port: number, login: string): Promise<string> {
  const input = { login, password: PASSWORD };
  const { data } = await ask<{
    data: { signIn: { tokens: { accessToken: string } | null; refusals: unknown } };
  }>(port, graphqlRequest(SIGN_IN, { input }, null));
  if (!data.signIn.tokens) throw new Error(`${login}: ${JSON.stringify(data.signIn.refusals)}`);
  return data.signIn.tokens.accessToken;
}
