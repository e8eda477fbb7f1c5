import type { Actor } from './actor';

/** Turns a bearer token into the actor it stands for; provided by the organizations domain. Null: not (or no longer) valid. */
export abstract class ActorReader {
  abstract read(token: string): Promise<Actor | null>;
}
