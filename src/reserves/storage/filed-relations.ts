import { Injectable } from '@nestjs/common';
import { refuse } from '../../../libs/workflow/src/index';
import { Organizations } from '../../organizations/index';
import { RelationFilings, type FiledRelation } from '../../pairing/index';
import type { Actor, Tx } from '../../platform/index';
import { reserveRefusals } from '../domain/reserve.refusals';
import { ReserveFiling } from './reserve-filing.entity';

const KIND = 'BUDGET_RESERVE';
const LIST = 'FORMER_POVERTY_COUNTY';
const DOCUMENT = '关于运用政府采购政策支持乡村产业振兴的通知（财库〔2021〕19号）预留份额填报';

/** What a confirmed filing is in pairing: the unit related to the 832 counties for the year, with its target. */
@Injectable()
export class FiledRelations {
  constructor(
    private readonly organizations: Organizations,
    private readonly relations: RelationFilings,
  ) {}

  /** Answers the yearly paper: its own, or of a shared canteen the representative's. */
  async file(tx: Tx, filing: ReserveFiling, confirmedBy: Actor): Promise<string> {
    await this.requireOneWay(tx, filing);
    const filed = await this.filed(tx, filing, confirmedBy);
    if (filing.canteen !== 'SHARED') return this.relations.file(tx, filed, filing.requiredFen);
    return this.relations.note(tx, filed, await this.representativesPaper(tx, filing));
  }

  private async filed(tx: Tx, filing: ReserveFiling, confirmedBy: Actor): Promise<FiledRelation> {
    const unit = await this.organizations.find(tx, filing.unitId);
    if (!unit) throw new Error(`the unit ${filing.unitId} of a filing does not exist`);
    const { content, sha256 } = filing;
    return {
      kind: KIND,
      helper: unit,
      list: LIST,
      counterOrganizationId: filing.supervisingId,
      year: filing.year,
      sourceDocument: DOCUMENT,
      paper: {
        content,
        sha256,
        signatures: [
          { side: 'EAST', organizationId: filing.unitId, memberId: filing.filedBy, at: filing.filedAt },
          { side: 'WEST', organizationId: filing.supervisingId, memberId: confirmedBy.memberId, at: tx.at },
        ],
      },
    };
  }

  private async representativesPaper(tx: Tx, { representativeUnitId, year }: ReserveFiling): Promise<string> {
    const [paper] = await tx.query<{ id: string }>(
      `SELECT agreement_id AS id FROM reserve_filings WHERE unit_id = $1 AND year = $2 AND state = 'CONFIRMED'
         AND canteen IN ('OWN', 'OUTSOURCED') FOR SHARE`,
      [representativeUnitId, year],
    );
    return paper?.id ?? refuse(reserveRefusals.REPRESENTATIVE_NOT_CONFIRMED());
  }

  /** A portion counts on one paper: what has one of its own this year is not put under a representative's, nor under two. */
  private async requireOneWay(tx: Tx, filing: ReserveFiling): Promise<void> {
    if (filing.canteen !== 'SHARED') return;
    const others = await tx.query(
      `SELECT FROM reserve_filings WHERE unit_id = $1 AND year = $2 AND state IN ('CONFIRMED', 'AMENDED')
         AND representative_unit_id IS DISTINCT FROM $3 LIMIT 1`,
      [filing.unitId, filing.year, filing.representativeUnitId],
    );
    if (others.length > 0) refuse(reserveRefusals.FILING_STANDS_ALONE());
  }
}
