import { Injectable } from '@nestjs/common';
import { Organizations } from '../../organizations/index';
import type { BusinessDate, Reader } from '../../platform/index';
import { Purchasers } from '../../reserves/index';

interface Pair {
  readonly organizationId: string;
  readonly unitId: string;
}

/** For whom a buyer may buy: itself, its own units, and units whose canteen it runs. */
@Injectable()
export class UnitsBoughtFor {
  constructor(
    private readonly organizations: Organizations,
    private readonly purchasers: Purchasers,
  ) {}

  /** Of each pair in its order. Grants are read only where somebody buys for a unit that is not his own. */
  async mayBuyFor(reader: Reader, pairs: readonly Pair[], on: BusinessDate): Promise<boolean[]> {
    const own = await this.organizations.areOwnUnits(reader, pairs);
    if (!own.includes(false)) return own;
    const granted = await this.purchasers.mayBuyForAll(reader, pairs, on);
    return own.map((one, index) => one || granted[index] === true);
  }
}
