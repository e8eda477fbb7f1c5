import type { Actor } from '../access/actor';
import type { ActorReader } from '../access/actor-reader';

export type Locale = 'zh' | 'en';

/** What one HTTP request knows about its caller; the token is read at most once. */
export class RequestScope {
  private reading: Promise<Actor | null> | undefined;
  private leaving: AbortSignal | undefined;
  private readonly loaders = new Map<object, unknown>();

  constructor(
    private readonly actors: ActorReader,
    private readonly token: string | null,
    readonly locale: Locale,
    /** His IPv4 address, or the /64 of his IPv6. */
    readonly address: string,
    private readonly watchCaller: () => AbortSignal,
  ) {}

  actor(): Promise<Actor | null> {
    this.reading ??= this.token === null ? Promise.resolve(null) : this.actors.read(this.token);
    return this.reading;
  }

  /** Aborted when nobody waits for the answer any more. */
  get gone(): AbortSignal {
    this.leaving ??= this.watchCaller();
    return this.leaving;
  }

  /** One loader per request and maker: `scope.loader(this, () => new DataLoader(…))`. */
  loader<Loader>(owner: object, make: () => Loader): Loader {
    const known = this.loaders.get(owner) as Loader | undefined;
    if (known) return known;
    const made = make();
    this.loaders.set(owner, made);
    return made;
  }
}

/** Chinese unless the caller prefers English. */
export function localeOf(acceptLanguage: string | undefined): Locale {
  const first = /^\s*([a-z]{2})/i.exec(acceptLanguage ?? '')?.[1];
  return first?.toLowerCase() === 'en' ? 'en' : 'zh';
}

export function bearerToken(authorization: string | undefined): string | null {
  return /^Bearer ([\w.~+/=-]{1,4096})$/.exec(authorization ?? '')?.[1] ?? null;
}
