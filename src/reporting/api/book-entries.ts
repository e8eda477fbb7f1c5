import { Injectable } from '@nestjs/common';
import { pastDay, readable, scopeOf } from '../../counting/index';
import { AgreementReader, codePrefix } from '../../pairing/index';
import { Clock, businessDateOf, type Actor, type BusinessDate } from '../../platform/index';
import { EntryRows, type EntryFilter, type EntryRow, type EntrySight } from '../storage/entry-rows';

export interface EntriesAsked extends EntryFilter {
  /** Null: all agreements of the year of the day. */
  readonly agreementId: string | null;
  readonly asOf: BusinessDate | null;
  /** Of all agreements; one agreement has its own. */
  readonly scheme: string;
}

/** What is asked for, as far as its reader may open it; null: nothing. */
export interface EntryList {
  readonly sight: EntrySight;
  readonly filter: EntryFilter;
  /** Null: now. */
  readonly day: BusinessDate | null;
  readonly asOf: BusinessDate;
}

/** 明细: the list behind every number of a book, under the same filter and as of the same day. */
@Injectable()
export class BookEntries {
  constructor(
    private readonly agreements: AgreementReader,
    private readonly rows: EntryRows,
    private readonly clock: Clock,
  ) {}

  async listFor(
    actor: Actor,
    { agreementId, asOf: asked, scheme, ...filter }: EntriesAsked,
  ): Promise<EntryList | null> {
    const today = businessDateOf(this.clock.now());
    const day = pastDay(asked, today);
    const asOf = day ?? today;
    const agreement = agreementId ? await this.agreements.visibleTo(actor, agreementId) : null;
    const seen = readable(actor);
    if (!seen) return null;
    const sight = {
      scheme: agreement?.kind ?? scheme,
      agreementId: agreement && scopeOf(agreement).alone ? agreement.id : null,
      year: agreement?.year ?? Number(asOf.slice(0, 4)),
      west: agreement ? `${codePrefix(agreement.west.code)}%` : '%',
      east: agreement ? `${codePrefix(agreement.east.code)}%` : '%',
      units: seen.unitPattern,
      counties: seen.countyPattern,
    };
    return { sight, filter, day, asOf };
  }

  page(list: EntryList, after: unknown, fetch: number): Promise<EntryRow[]> {
    return this.rows.page(list.sight, list.filter, list.day, { after, fetch });
  }

  count(list: EntryList): Promise<number> {
    return this.rows.count(list.sight, list.filter, list.day);
  }
}
