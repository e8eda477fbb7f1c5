/** One request as it goes over the wire; KEY in its body becomes a fresh UUID each time. */
export interface LoadRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export const KEY = '00000000-0000-4000-8000-00000000000k';

export interface LoadJob {
  readonly port: number;
  readonly connections: number;
  readonly seconds: number;
  readonly requests: readonly LoadRequest[];
  /** Every answer contains it, or counts as failed. */
  readonly expects: string;
}

export interface LoadResult {
  readonly perSecond: number;
  readonly failed: number;
  /** The first failed answer. */
  readonly failure: string | null;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}
