import { Injectable } from '@nestjs/common';
import { SignJWT, jwtVerify } from 'jose';
import { AppConfig, Clock } from '../../platform/index';

export interface TokenClaims {
  readonly memberId: string;
  readonly sessionId: string;
  readonly expiresAt: number;
}

const LIFETIME_MS = 15 * 60 * 1000;
const REMEMBERED = 20_000;

/** Issues and verifies access tokens; verified ones are remembered until they expire, for verifying costs more than a query. */
@Injectable()
export class AccessTokens {
  private readonly verified = new Map<string, TokenClaims>();

  constructor(
    private readonly config: AppConfig,
    private readonly clock: Clock,
  ) {}

  async issue(memberId: string, sessionId: string, at: Date) {
    const accessExpiresAt = new Date(at.getTime() + LIFETIME_MS);
    const accessToken = await new SignJWT({ sid: sessionId })
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject(memberId)
      .setAudience('xieshou')
      .setIssuedAt(Math.floor(at.getTime() / 1000))
      .setExpirationTime(Math.floor(accessExpiresAt.getTime() / 1000))
      .sign(this.config.tokenKey);
    return { accessToken, accessExpiresAt };
  }

  /** What the token says, or null when it is forged or expired. Whether its session still lives is LiveSessions' answer. */
  async read(token: string): Promise<TokenClaims | null> {
    const known = this.verified.get(token);
    if (known && known.expiresAt > this.clock.now().getTime()) return known;
    if (known) this.verified.delete(token);
    const claims = await this.verify(token);
    if (claims) this.remember(token, claims);
    return claims;
  }

  private async verify(token: string): Promise<TokenClaims | null> {
    for (const key of this.config.tokenKeys) {
      const claims = await this.verifyWith(key, token);
      if (claims) return claims;
    }
    return null;
  }

  private async verifyWith(key: Buffer, token: string): Promise<TokenClaims | null> {
    try {
      const { payload } = await jwtVerify(token, key, {
        algorithms: ['HS256'],
        audience: 'xieshou',
        currentDate: this.clock.now(),
        requiredClaims: ['sub', 'sid', 'exp'],
      });
      const { sub, sid, exp } = payload;
      if (typeof sub !== 'string' || typeof sid !== 'string' || typeof exp !== 'number') return null;
      return { memberId: sub, sessionId: sid, expiresAt: exp * 1000 };
    } catch {
      return null;
    }
  }

  private remember(token: string, claims: TokenClaims): void {
    const [oldest] = this.verified.keys();
    if (this.verified.size >= REMEMBERED && oldest !== undefined) this.verified.delete(oldest);
    this.verified.set(token, claims);
  }
}
