/** Who is asking: one member of one organization, with what the organization may oversee. */
export interface Actor {
  readonly memberId: string;
  readonly organizationId: string;
  /** e.g. ENTERPRISE, COOPERATIVE, COUNTY_DEPARTMENT; the words are the organizations domain's. */
  readonly organizationKind: string;
  readonly roles: readonly string[];
  /** Region the organization stands in, and, for offices, oversees. */
  readonly regionCode: string | null;
  readonly side: 'EAST' | 'WEST' | null;
  readonly sessionId: string;
}

export function hasRole(actor: Actor, ...roles: string[]): boolean {
  return roles.some((role) => actor.roles.includes(role));
}
