import { Injectable } from '@nestjs/common';
import { cropOf, overseen, oversightOf, oversightValues } from '../../catalog/index';
import { ClaimReader } from '../../claims/index';
import { Organizations } from '../../organizations/index';
import { Database, type Actor } from '../../platform/index';
import { OrderReader } from '../../procurement/index';
import type { Evidence, EvidenceKind } from '../domain/finding';

const LOTS = `SELECT l.id, l.certificate_no AS label FROM lots l
  WHERE l.id = ANY($1::uuid[]) AND ${overseen('l', 'l.origin_county_code', 2)}`;
const CAPACITIES = `SELECT c.id, c.crop_code AS "cropCode", c.season FROM capacities c
  WHERE c.id = ANY($1::uuid[]) AND ${overseen('c', 'c.county_code', 2)}`;

/** The number or name of what shows a finding, by id; of what the caller may not see there is none. */
@Injectable()
export class EvidenceLabels {
  constructor(
    private readonly database: Database,
    private readonly organizations: Organizations,
    private readonly orders: OrderReader,
    private readonly claims: ClaimReader,
  ) {}

  async of(actor: Actor, evidence: readonly Evidence[]): Promise<Map<string, string>> {
    const idsOf = (kind: EvidenceKind) => evidence.filter((one) => one.kind === kind).map(({ id }) => id);
    const sight = oversightValues(oversightOf(actor));
    const [organizations, orders, claims, lots, capacities] = await Promise.all([
      this.organizations.many(this.database, idsOf('ORGANIZATION')),
      this.orders.manyVisibleTo(actor, idsOf('ORDER')),
      this.claims.manyVisibleTo(actor, idsOf('CLAIM')),
      this.database.query<{ id: string; label: string }>(LOTS, [idsOf('LOT'), ...sight]),
      this.database.query<{ id: string; cropCode: string; season: number }>(CAPACITIES, [
        idsOf('CAPACITY'),
        ...sight,
      ]),
    ]);
    return new Map([
      ...[...organizations.values()].map(({ id, name }) => [id, name] as const),
      ...[...orders, ...claims].map(({ id, number }) => [id, number] as const),
      ...lots.map(({ id, label }) => [id, label] as const),
      ...capacities.map(
        ({ id, cropCode, season }) => [id, `${cropOf(cropCode)?.name ?? cropCode} ${season}`] as const,
      ),
    ]);
  }
}
