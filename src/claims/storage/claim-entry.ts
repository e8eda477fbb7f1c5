import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { refuse } from '../../../libs/workflow/src/index';
import { SoldElsewhere } from '../../catalog/index';
import { invoiceNoOf } from '../../invoices/index';
import { Organizations } from '../../organizations/index';
import { notFound, type Actor, type Tx } from '../../platform/index';
import { claimStates, type ClaimState } from '../domain/claim.states';
import { claimsRefusals } from '../domain/claims.refusals';
import { readFen, type SaidClaim } from '../domain/said-claim';
import { Claim, ClaimLine } from './claim.entity';
import { ClaimGoods, type ClaimedGoods } from './claim-goods';
import { ClaimTwins, requireNoneExact, type Twin } from './claim-twins';
import { ClaimedInvoices, type ClaimedInvoice } from './claimed-invoices';

export type Entered = Pick<
  Claim,
  'unitId' | 'unitRegionCode' | 'supplierId' | 'invoiceNo' | 'invoiceFen' | 'purchasedOn' | 'channelNote'
> & { readonly goods: readonly ClaimedGoods[] };

/**
 * Writes down what was bought, the same way when it is claimed and when it is amended. Locks in one order: the claim, its
 * invoices, the lots.
 */
@Injectable()
export class ClaimEntry {
  constructor(
    private readonly organizations: Organizations,
    private readonly goods: ClaimGoods,
    private readonly invoices: ClaimedInvoices,
    private readonly stock: SoldElsewhere,
    private readonly twins: ClaimTwins,
  ) {}

  /** What the buyer says, as far as it can be judged without a lock. */
  async read(tx: Tx, actor: Actor, said: SaidClaim): Promise<Entered> {
    await this.organizations.requireOwnUnit(tx, actor, said.unitId, ['unitId']);
    const parties = await this.organizations.many(tx, [said.unitId, said.supplierId]);
    const unit = parties.get(said.unitId);
    if (!unit) throw notFound(['unitId']);
    const own = await this.organizations.unitsUnder(tx, actor.organizationId);
    if (own.includes(said.supplierId)) refuse(claimsRefusals.OWN_GOODS(['supplierId']));
    if (!parties.has(said.supplierId)) refuse(claimsRefusals.SUPPLIER_UNKNOWN(['supplierId']));
    return {
      unitId: unit.id,
      unitRegionCode: unit.regionCode,
      supplierId: said.supplierId,
      invoiceNo: invoiceNoOf(said.invoiceNo) ?? refuse(claimsRefusals.INVOICE_NUMBER_FORM(['invoiceNo'])),
      invoiceFen: readFen(said.invoiceAmount, ['invoiceAmount']),
      purchasedOn: said.purchasedOn,
      channelNote: said.channelNote ?? null,
      goods: await this.goods.read(tx, said, unit.regionCode),
    };
  }

  /** Locks everything the wording before and the new one touch. */
  async lock(
    tx: Tx,
    entered: Entered,
    before: { claim: Claim; lines: readonly ClaimLine[] } | null,
  ): Promise<void> {
    const old: ClaimedInvoice[] = before ? [before.claim] : [];
    const other = old.filter(
      ({ supplierId, invoiceNo }) => supplierId !== entered.supplierId || invoiceNo !== entered.invoiceNo,
    );
    await this.invoices.lock(tx, [entered, ...other]);
    await this.stock.lockRows(
      tx,
      [...entered.goods, ...(before?.lines ?? [])].map(({ lotId }) => lotId),
    );
  }

  /** Lines that no longer stand: their stock and their part of the invoice are free again. */
  async drop(tx: Tx, lines: readonly ClaimLine[]): Promise<void> {
    const ids = lines.map(({ id }) => id);
    await this.stock.release(tx, ids);
    await tx.query('UPDATE claim_lines SET live = false WHERE id = ANY($1::uuid[]) AND live', [ids]);
  }

  /** A claim that was open is over, and so is what it held. */
  async end(tx: Tx, claim: Claim, lines: readonly ClaimLine[]): Promise<void> {
    await this.invoices.lock(tx, [claim]);
    await this.drop(tx, lines);
  }

  /** Under the locks: the claim's new lines draw on invoice and lots. Answers the state, by what the purchase resembles. */
  async write(tx: Tx, claim: Pick<Claim, 'id' | 'revision'>, entered: Entered): Promise<ClaimState> {
    const { goods } = entered;
    await this.invoices.requireRoom(tx, entered, goods);
    const lines = goods.map((one, index): ClaimLine => ({
      id: randomUUID(),
      claimId: claim.id,
      revision: claim.revision,
      position: index + 1,
      supplierId: entered.supplierId,
      invoiceNo: entered.invoiceNo,
      live: true,
      reversedFen: 0n,
      ...one,
    }));
    await tx.add(ClaimLine, lines);
    await this.stock.hold(
      tx,
      lines.map(({ id, lotId, quantityBase }) => ({ holderId: id, lotId, quantityBase })),
      (index) => ['lines', index, 'quantity'],
    );
    const alike = requireNoneExact(await this.twinsOf(tx, claim.id, entered, lines), (n) => [
      'lines',
      n,
      'amount',
    ]);
    await this.keepTwins(tx, claim, alike);
    return alike.length > 0 ? 'SUBMITTED' : claimStates.next('SUBMITTED', 'dedupe');
  }

  /** What the lines resemble now. */
  async twinsOf(
    tx: Tx,
    claimId: string,
    { unitId, purchasedOn }: Pick<Claim, 'unitId' | 'purchasedOn'>,
    lines: readonly Pick<ClaimLine, 'lotId' | 'productId' | 'goodsFen'>[],
  ): Promise<Twin[]> {
    const house = await this.twins.house(tx, unitId);
    return this.twins.find(
      tx,
      house,
      lines.map((line) => ({ ...line, purchasedOn })),
      claimId,
    );
  }

  private async keepTwins(
    tx: Tx,
    { id, revision }: Pick<Claim, 'id' | 'revision'>,
    twins: readonly Twin[],
  ): Promise<void> {
    await tx.query(
      `INSERT INTO claim_twins (claim_id, revision, kind, twin_id, number)
       SELECT $1, $2, kind, id, number FROM unnest($3::text[], $4::uuid[], $5::text[]) AS t (kind, id, number)
       ON CONFLICT DO NOTHING`,
      [
        id,
        revision,
        twins.map(({ kind }) => kind),
        twins.map((twin) => twin.id),
        twins.map(({ number }) => number),
      ],
    );
  }
}
