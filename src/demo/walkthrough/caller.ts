import type { Answers } from './answers';
import { operations, type OperationName } from './operations';

export type Language = 'zh' | 'en';

/** The product did not do what was asked: a refusal or an error, with its code. */
export class CallFailed extends Error {}

interface GraphqlBody<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

/** One person at the API, as any client would be: over HTTP, with a token once signed in. */
export class Caller {
  private token: string | null = null;

  constructor(
    private readonly url: string,
    private readonly language: Language,
  ) {}

  async signIn(login: string, password: string): Promise<void> {
    const { signIn } = await this.call('SignIn', { input: { login, password } });
    this.token = signIn.tokens?.accessToken ?? null;
  }

  /** What stands beside the GraphQL address. */
  async download(path: string): Promise<Buffer> {
    const response = await fetch(new URL(path, this.url), {
      headers: { authorization: `Bearer ${this.token}` },
    });
    if (!response.ok) throw new CallFailed(`GET ${path}: HTTP ${response.status}`);
    return Buffer.from(await response.arrayBuffer());
  }

  /** Answers the id of the file. */
  async upload(name: string, bytes: Buffer): Promise<string> {
    const response = await fetch(new URL('/files', this.url), {
      method: 'POST',
      headers: {
        authorization: `Bearer ${this.token}`,
        'content-type': 'application/octet-stream',
        'x-file-name': encodeURIComponent(name),
      },
      body: new Uint8Array(bytes),
    });
    if (!response.ok) throw new CallFailed(`POST /files: HTTP ${response.status}`);
    return ((await response.json()) as { id: string }).id;
  }

  async call<Name extends OperationName>(name: Name, variables: object = {}): Promise<Answers[Name]> {
    const response = await fetch(this.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'accept-language': this.language === 'en' ? 'en' : 'zh-CN',
        ...(this.token === null ? {} : { authorization: `Bearer ${this.token}` }),
      },
      body: JSON.stringify({ query: operations[name], variables, operationName: name }),
    });
    const body = (await response.json().catch(() => ({}))) as GraphqlBody<Answers[Name]>;
    if (body.errors || !body.data) {
      const said = body.errors?.map(({ message, extensions }) => `${extensions?.code ?? ''} ${message}`);
      throw new CallFailed(`${name}: ${said?.join('; ') ?? `HTTP ${response.status}`}`);
    }
    refuseRefusals(name, body.data);
    return body.data;
  }
}

function refuseRefusals(name: OperationName, data: object): void {
  for (const payload of Object.values(data) as unknown[]) {
    if (typeof payload !== 'object' || payload === null || !('refusals' in payload)) continue;
    const refusals = payload.refusals as { code: string; message: string; path: string[] }[];
    if (refusals.length === 0) continue;
    const said = refusals.map(({ code, message, path }) => `${code} [${path.join('.')}] ${message}`);
    throw new CallFailed(`${name}: ${said.join('; ')}`);
  }
}
