import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { notFound, Audit, type Actor, type Tx } from '../../platform/index';
import { listingStates, type ListingVerb } from '../domain/listing.states';
import type { ListingTerms } from '../domain/listing-terms';
import { ListingRow } from './listing.entity';

export interface ListingStep {
  readonly listing: ListingRow;
  readonly verb: ListingVerb;
  readonly action: string;
  readonly changes?: Partial<ListingRow>;
  readonly reason?: string;
}

/** Finds, changes and versions listings; every step leaves its audit row. */
@Injectable()
export class ListingSteps {
  constructor(private readonly audit: Audit) {}

  async find(tx: Tx, id: string): Promise<ListingRow | null> {
    return tx.manager.findOneBy(ListingRow, { id });
  }

  /** The actor's own listing as he has seen it; NOT_FOUND for everybody else's. */
  async owned(
    tx: Tx,
    actor: Actor,
    input: { listingId: string; expectedVersion: number },
  ): Promise<ListingRow> {
    const listing = await this.find(tx, input.listingId);
    if (listing?.supplierId !== actor.organizationId) throw notFound(['listingId']);
    tx.expectVersion(listing, input.expectedVersion);
    return listing;
  }

  /** Any listing as the platform has seen it. */
  async seen(tx: Tx, input: { listingId: string; expectedVersion: number }): Promise<ListingRow> {
    const listing = await this.find(tx, input.listingId);
    if (!listing) throw notFound(['listingId']);
    tx.expectVersion(listing, input.expectedVersion);
    return listing;
  }

  async take(
    tx: Tx,
    actor: Actor,
    { listing, verb, action, changes, reason }: ListingStep,
  ): Promise<ListingRow> {
    const state = listingStates.next(listing.state, verb, ['listingId']);
    const next = await tx.change(ListingRow, listing, { ...changes, state });
    await this.audit.record(tx, {
      actor,
      action,
      subjectKind: 'Listing',
      subjectId: listing.id,
      fromState: listing.state,
      toState: state,
      ...(reason ? { reason } : {}),
    });
    return next;
  }

  async addVersion(
    tx: Tx,
    actor: Actor,
    listingId: string,
    number: number,
    terms: ListingTerms & { vatRateBp: number },
  ): Promise<string> {
    const id = randomUUID();
    await tx.query(
      `INSERT INTO listing_versions (id, listing_id, number, ladder, price_unit, price_unit_base, vat_treatment, vat_rate_bp,
         moq_base, pack_size_base, freight_kind, freight_fen, on_sale_from, on_sale_to, lead_days, specification, created_by,
         created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)`,
      [
        id,
        listingId,
        number,
        JSON.stringify(terms.ladder),
        terms.priceUnit,
        terms.priceUnitBase,
        terms.vatTreatment,
        terms.vatRateBp,
        terms.moqBase,
        terms.packSizeBase,
        terms.freightKind,
        terms.freightFen,
        terms.onSaleFrom,
        terms.onSaleTo,
        terms.leadDays,
        terms.specification,
        actor.memberId,
        tx.at,
      ],
    );
    return id;
  }
}
