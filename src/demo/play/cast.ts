import { randomUUID } from 'node:crypto';
import type { Actor, Database } from '../../platform/index';
import type { PlannedOrganization } from '../domain/demo-plan';

interface MemberRow {
  id: string;
  login: string;
  roles: string[];
  organization_id: string;
  kind: string;
  region_code: string;
  side: 'EAST' | 'WEST' | null;
}

/** Who plays whom: the plan's organizations and people as they are in the database. */
export class Cast {
  private readonly organizations = new Map<string, string>();
  private readonly actors = new Map<string, Actor>();

  /** The organization's id by its key in the plan. */
  idOf(key: string): string {
    return this.organizations.get(key) ?? missing(key);
  }

  /** A member by `<organization>`.`<duty>`. */
  as(key: string, duty = 'admin'): Actor {
    return this.actors.get(`${key}.${duty}`) ?? missing(`${key}.${duty}`);
  }

  /** A member of the organization with this id: the first of these duties that it has; null where nobody has any. */
  memberOf(organizationId: string, duties: readonly string[]): Actor | null {
    const [key] = [...this.organizations].find(([, id]) => id === organizationId) ?? [];
    return duties.flatMap((duty) => this.actors.get(`${key}.${duty}`) ?? []).at(0) ?? null;
  }

  enter(organization: PlannedOrganization, id: string): void {
    this.organizations.set(organization.key, id);
  }

  /** Everybody who has joined since; keys and logins are the same words. */
  async gather(database: Database): Promise<void> {
    const rows = await database.query<MemberRow>(
      `SELECT member.id, member.login, member.roles, member.organization_id, home.kind, home.region_code, home.side
       FROM members member JOIN organizations home ON home.id = member.organization_id WHERE home.demonstration`,
    );
    for (const row of rows)
      this.actors.set(row.login, {
        memberId: row.id,
        organizationId: row.organization_id,
        organizationKind: row.kind,
        roles: row.roles,
        regionCode: row.region_code,
        side: row.side,
        sessionId: this.actors.get(row.login)?.sessionId ?? randomUUID(),
      });
  }
}

function missing(key: string): never {
  throw new Error(`nobody in the demo year is called ${key}`);
}
