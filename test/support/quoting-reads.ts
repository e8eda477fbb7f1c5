import { QUOTE, type ShownQuote } from './quoting';
import type { TestApp } from './app';
import { signInAgain, type People, type Person } from './people';

interface Listed {
  readonly totalCount: number;
  readonly edges: { node: ShownQuote }[];
}

/** What people read of quotes over HTTP, and what stands in the tables. */
export function quotingReads(app: () => TestApp) {
  const received = async (token: string, requestId: string) => {
    const { data, errors } = await app().graphql<{ quotes: Listed } | null>(
      `query ($id: UUID!) { quotes(sourcingRequestId: $id, first: 20) { totalCount edges { node { id state versions { number } } } } }`,
      { id: requestId },
      { token },
    );
    return data?.quotes ?? { code: errors?.[0]?.extensions.code };
  };
  const one = async (token: string, id: string) => {
    const { data, errors } = await app().graphql<{ quote: ShownQuote } | null>(
      `query ($id: UUID!) { quote(id: $id) { ${QUOTE} } }`,
      { id },
      { token },
    );
    return data?.quote ?? errors?.[0]?.extensions.code;
  };
  const stateOf = async (id: string) =>
    app().database.one<{ state: string; version: number }>(
      'SELECT state, version FROM sourcing_requests WHERE id = $1',
      [id],
    );
  const trail = async (auditor: string, kind: string, id: string) =>
    (
      await app().graphql<{ auditTrail: { totalCount: number; edges: { node: { action: string } }[] } }>(
        `query ($subject: AuditSubject) { auditTrail(first: 50, subject: $subject) { totalCount edges { node { action } } } }`,
        { subject: { kind, id } },
        { token: auditor },
      )
    ).data.auditTrail;
  const noticesOf = async (organizationId: string, subjectId: string) =>
    (
      await app().database.query<{ kind: string }>(
        'SELECT kind FROM notices WHERE organization_id = $1 AND subject_id = $2 ORDER BY at, kind',
        [organizationId, subjectId],
      )
    ).map(({ kind }) => kind);

  return { received, one, stateOf, trail, noticesOf };
}

/** After the clock has moved: the people with fresh tokens. */
export async function allSignedInAgain(app: TestApp, people: People): Promise<People> {
  const again = async (person: Person) => ({ ...person, token: await signInAgain(app, person) });
  const member = await again(people.supplier.member);
  const farmer = await again(people.otherSupplier.member);
  return {
    ...people,
    buyer: {
      ...people.buyer,
      clerk: await again(people.buyer.clerk),
      approver: await again(people.buyer.approver),
    },
    supplier: { ...people.supplier, member, token: member.token },
    otherSupplier: { ...people.otherSupplier, member: farmer, token: farmer.token },
    auditor: await again(people.auditor),
    ops: await again(people.ops),
  };
}
