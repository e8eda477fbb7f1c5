export class EmbeddedPostgresError extends Error {}

export interface EmbeddedCluster {
  /** Address of the asked-for database, with its password: never print it. */
  readonly url: string;
  readonly port: number;
  /** Process id of the server. */
  readonly pid: number;
  /** It was alive already. */
  readonly adopted: boolean;
  /** Its folder was empty. */
  readonly created: boolean;
  stop(): Promise<boolean>;
}

export interface ClusterWish {
  readonly dataDir: string;
  /** Gives up durability for speed: tests only. */
  readonly fast?: boolean;
  readonly database?: string;
  readonly log?: (line: string) => void;
}

export function ensureCluster(wish: ClusterWish): Promise<EmbeddedCluster>;
export function stopCluster(dataDir: string, options?: { force?: boolean }): Promise<boolean>;
export function removeCluster(dataDir: string): Promise<void>;
