import { Injectable } from '@nestjs/common';
import { refuse, type Refusal, type RefusalPath } from '../../../libs/workflow/src/index';
import { baseOf, CatalogReader, Countability, recordNumber } from '../../catalog/index';
import { addDays, businessDateOf, type BusinessDate, type Reader, type Tx } from '../../platform/index';
import { Regions, wholeNumberOf } from '../../regions/index';
import { claimsRefusals } from '../domain/claims.refusals';
import { readFen, requireLines, type SaidClaim, type SaidLine } from '../domain/said-claim';
import type { ClaimLine } from './claim.entity';
import { ClaimRelations } from './claim-relations';

export type ClaimedGoods = Pick<
  ClaimLine,
  | 'lotId'
  | 'productId'
  | 'productName'
  | 'certificateNo'
  | 'displayUnit'
  | 'quantityBase'
  | 'goodsFen'
  | 'countyCode'
  | 'categoryCode'
  | 'relationChoices'
>;

/** Of what stands against a lot's goods counting, what already bars them from being claimed; the rest is each scheme's own matter. */
const BARS = ['SUPPLIER_NOT_ADMITTED', 'PRODUCT_NOT_RECOGNISED', 'LOT_RECALLED'] as const;
type Bar = (typeof BARS)[number];

/** What was bought: the lots behind the certificate numbers, as they stood on the day of the purchase. */
@Injectable()
export class ClaimGoods {
  constructor(
    private readonly catalog: CatalogReader,
    private readonly countability: Countability,
    private readonly relations: ClaimRelations,
    private readonly regions: Regions,
  ) {}

  /** Refuses at the first line that names no lot, or one that could not be bought so on the day. */
  async read(tx: Tx, said: SaidClaim, unitRegionCode: string): Promise<ClaimedGoods[]> {
    requireLines(said.lines);
    if (said.purchasedOn > businessDateOf(tx.at)) refuse(claimsRefusals.PURCHASED_IN_FUTURE(['purchasedOn']));
    const oldest = await this.oldestDay(tx);
    if (said.purchasedOn < oldest) refuse(claimsRefusals.CLAIM_TOO_OLD({ oldest }, ['purchasedOn']));
    const lotIds = await this.lotsOf(tx, said);
    const facts = await this.catalog.lotFacts(tx, lotIds);
    const goods: ClaimedGoods[] = [];
    for (const [index, line] of said.lines.entries()) {
      const lot = facts.get(lotIds[index] ?? '');
      if (!lot) return refuse(claimsRefusals.LOT_UNKNOWN(at(index, 'certificateNo')));
      if (said.purchasedOn < lot.harvestedOn)
        refuse(claimsRefusals.PURCHASED_BEFORE_HARVEST({ harvestedOn: lot.harvestedOn }, ['purchasedOn']));
      goods.push({
        lotId: lot.lotId,
        productId: lot.productId,
        productName: lot.productName,
        certificateNo: lot.certificateNo,
        displayUnit: lot.displayUnit,
        quantityBase: baseOf(line.quantity, lot.displayUnit, at(index, 'quantity')),
        goodsFen: readFen(line.amount, at(index, 'amount')),
        countyCode: lot.originCountyCode,
        categoryCode: lot.categoryCode,
        relationChoices: [...line.relationChoices],
      });
      await this.requireChoices(tx, said, line, { index, unitRegionCode, countyCode: lot.originCountyCode });
    }
    const [first] = await this.barred(tx, lotIds, said.purchasedOn);
    if (first) refuse(first);
    return goods;
  }

  /** The earliest purchase that may still be entered today. */
  async oldestDay(tx: Tx): Promise<BusinessDate> {
    const today = businessDateOf(tx.at);
    const rule = await this.regions.rule('CLAIM_OLDEST_DAYS', today, undefined, tx);
    return addDays(today, -wholeNumberOf(rule));
  }

  /** Why lots cannot have been bought on the day, those of which nothing stands against it left out. */
  private async barred(reader: Reader, lotIds: readonly string[], on: string): Promise<Refusal[]> {
    const obstacles = await this.countability.whyNotAll(reader, { lotIds, on });
    return lotIds.flatMap((lotId, index) => {
      const codes = (obstacles.get(lotId) ?? []).map(({ code }) => code);
      const bar = BARS.find((code) => codes.includes(code));
      return bar ? [refusalOf(bar, index)] : [];
    });
  }

  private async lotsOf(reader: Reader, { supplierId, lines }: SaidClaim): Promise<string[]> {
    const numbers = lines.map(({ certificateNo }) => recordNumber(certificateNo));
    const known = await this.catalog.lotsByCertificate(reader, supplierId, numbers);
    const found = numbers.map((certificateNo, index) => {
      const [lotId, second] = known.get(certificateNo) ?? [];
      if (!lotId) return refuse(claimsRefusals.LOT_UNKNOWN(at(index, 'certificateNo')));
      if (second) return refuse(claimsRefusals.LOT_AMBIGUOUS(at(index, 'certificateNo')));
      return lotId;
    });
    const twice = found.findIndex((lotId, index) => found.indexOf(lotId) !== index);
    if (twice !== -1) refuse(claimsRefusals.LOT_TWICE(at(twice, 'certificateNo')));
    return found;
  }

  private async requireChoices(
    tx: Tx,
    { unitId, supplierId, purchasedOn }: SaidClaim,
    { relationChoices }: SaidLine,
    { index, ...place }: { index: number; unitRegionCode: string; countyCode: string },
  ): Promise<void> {
    if (relationChoices.length === 0) return;
    const purchase = { unitId, supplierId, purchasedOn, relationChoices, ...place };
    if ((await this.relations.fit(tx, [purchase])).includes(false))
      refuse(claimsRefusals.PAIRING_NOT_APPLICABLE(at(index, 'relationChoices')));
  }
}

const at = (index: number, field: string): RefusalPath => ['lines', index, field];

function refusalOf(bar: Bar, index: number): Refusal {
  if (bar === 'SUPPLIER_NOT_ADMITTED') return claimsRefusals.SUPPLIER_NOT_ADMITTED(['supplierId']);
  return claimsRefusals[bar](at(index, 'certificateNo'));
}
