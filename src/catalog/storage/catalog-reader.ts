import { Injectable } from '@nestjs/common';
import type { Reader } from '../../platform/index';
import type { LotFacts, SellableLot } from '../domain/sellable-lot';
import { readLotFacts, readSellableLots } from './lot-rows';

/** What other domains may know of products and lots, without locks. */
@Injectable()
export class CatalogReader {
  lotFacts(reader: Reader, lotIds: readonly string[]): Promise<Map<string, LotFacts>> {
    return readLotFacts(reader, lotIds);
  }

  /** Lots under a listing with its terms of this moment; nothing is held by reading. */
  sellableLots(reader: Reader, lotIds: readonly string[]): Promise<Map<string, SellableLot>> {
    return readSellableLots(reader, lotIds);
  }
}
