import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { refuse } from '../../../libs/workflow/src/index';
import { Organizations, type Organization } from '../../organizations/index';
import { coordinatorOf } from '../../pairing/index';
import { businessDateOf, canonicalJson, sha256Of, type Actor, type Tx } from '../../platform/index';
import { Regions, ratioOf } from '../../regions/index';
import { basisPoints, requiredFen, type CanteenFields } from '../domain/filing';
import { reserveRefusals } from '../domain/reserve.refusals';
import type { ReserveFiling } from './reserve-filing.entity';

export interface FilingWish extends CanteenFields {
  readonly unit: Organization;
  readonly year: number;
  readonly unionUnitIds: readonly string[];
}

/** A filing as the unit signs it: its rate, its requirement, who confirms it, and the text all of that stands in. */
@Injectable()
export class FilingPapers {
  constructor(
    private readonly organizations: Organizations,
    private readonly regions: Regions,
  ) {}

  async compose(tx: Tx, actor: Actor, wish: FilingWish): Promise<ReserveFiling> {
    const { unit, year, canteen, representativeUnitId, contractorId } = wish;
    await this.requireOthers(tx, wish);
    const ratio = await this.rate(tx, unit.regionCode, year);
    const canteenFen = wish.canteenFen ?? 0n;
    const supervisingId = await this.supervisor(tx, unit);
    // I18: both signatures would be one organization's.
    if (supervisingId === actor.organizationId) refuse(reserveRefusals.FILED_BY_SUPERVISOR(['unitId']));
    const filed = {
      id: randomUUID(),
      unitId: unit.id,
      year,
      canteen,
      canteenFen,
      representativeUnitId,
      contractorId,
      rateBp: basisPoints(ratio),
      requiredFen: requiredFen(canteenFen, ratio),
      supervisingId,
    };
    const unionUnitIds = wish.unionUnitIds.toSorted();
    const content = canonicalJson({
      document: '预留份额填报',
      ...filed,
      canteenFen: filed.canteenFen.toString(),
      requiredFen: filed.requiredFen.toString(),
      unitName: unit.name,
      unionUnitIds,
    });
    return {
      ...filed,
      state: 'FILED',
      content,
      sha256: sha256Of(Buffer.from(content)),
      filedBy: actor.memberId,
      filedAt: tx.at,
      decidedBy: null,
      decidedAt: null,
      returnReason: null,
      agreementId: null,
      version: 1,
    };
  }

  /** The region's rule on the day of filing; a year not begun is filed by the rule of its first day. */
  private async rate(tx: Tx, regionCode: string, year: number) {
    const today = businessDateOf(tx.at);
    const first = `${year}-01-01`;
    return ratioOf(await this.regions.rule('RESERVE_RATE', today < first ? first : today, regionCode, tx));
  }

  /** 主管预算单位: the unit above; of a top unit the office of its region, the nearest first. */
  private async supervisor(tx: Tx, unit: Organization): Promise<string> {
    if (unit.parentId) return unit.parentId;
    const { regionCode } = unit;
    for (const code of [regionCode, `${regionCode.slice(0, 4)}00`, `${regionCode.slice(0, 2)}0000`]) {
      const [office] = await this.organizations.covering(tx, code, coordinatorOf(code));
      if (office) return office;
    }
    return refuse(reserveRefusals.NO_SUPERVISOR(['unitId']));
  }

  private async requireOthers(tx: Tx, wish: FilingWish): Promise<void> {
    const { unit, representativeUnitId, contractorId, unionUnitIds } = wish;
    const named = await this.organizations.many(
      tx,
      [representativeUnitId, contractorId].flatMap((id) => id ?? []),
    );
    const kindOf = (id: string) => (id === unit.id ? null : named.get(id)?.kind);
    if (representativeUnitId && kindOf(representativeUnitId) !== 'PUBLIC_UNIT')
      refuse(reserveRefusals.REPRESENTATIVE_NOT_CONFIRMED(['representativeUnitId']));
    if (contractorId && kindOf(contractorId) !== 'ENTERPRISE')
      refuse(reserveRefusals.CONTRACTOR_WRONG(['contractorId']));
    const own = await this.organizations.unitsUnder(tx, unit.id);
    const stranger = unionUnitIds.findIndex((id) => id === unit.id || !own.includes(id));
    if (stranger >= 0) refuse(reserveRefusals.UNION_UNIT_WRONG(['unionUnitIds', stranger]));
  }
}
