import { Injectable } from '@nestjs/common';
import { ActorReader, Clock, type Actor } from '../../platform/index';
import { AccessTokens } from './access-tokens';
import { LiveSessions } from './live-sessions';

/** Turns a bearer token into its actor while token, session and member are valid. */
@Injectable()
export class SessionActorReader extends ActorReader {
  constructor(
    private readonly tokens: AccessTokens,
    private readonly live: LiveSessions,
    private readonly clock: Clock,
  ) {
    super();
  }

  async read(token: string): Promise<Actor | null> {
    const claims = await this.tokens.read(token);
    if (!claims) return null;
    const actor = await this.live.actorOf(claims.sessionId);
    if (!actor || actor.memberId !== claims.memberId || actor.sessionExpiresAt <= this.clock.now())
      return null;
    return actor;
  }
}
