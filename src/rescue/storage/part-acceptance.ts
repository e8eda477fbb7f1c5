import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { formatQuantity, orRefused, type QuantityText } from '../../../libs/money/src/index';
import { refuse } from '../../../libs/workflow/src/index';
import { Organizations } from '../../organizations/index';
import { Pairings } from '../../pairing/index';
import { businessDateOf, type Actor, type Tx } from '../../platform/index';
import { Regions } from '../../regions/index';
import { rescueRefusals } from '../domain/rescue.refusals';
import { mostFen, readPacks } from '../domain/round-terms';
import { RescuePart, RescueRound } from './rescue-round.entity';
import { RoundBook } from './round-book';

/** What a unit says that joins. */
export interface SaidPart {
  readonly unitId: string;
  readonly want: QuantityText;
  readonly least?: QuantityText | null;
  readonly deliveryCounty: string;
  readonly pairingChoice?: string | null;
  readonly channelId?: string | null;
}

/** Holds what a joining unit says against the round, the map and the pairings. */
@Injectable()
export class PartAcceptance {
  constructor(
    private readonly organizations: Organizations,
    private readonly regions: Regions,
    private readonly pairings: Pairings,
    private readonly book: RoundBook,
  ) {}

  async accept(tx: Tx, actor: Actor, round: RescueRound, said: SaidPart): Promise<RescuePart> {
    const { unitId, deliveryCounty } = said;
    await this.organizations.requireOwnUnit(tx, actor, unitId, ['unitId']);
    if (round.closesAt <= tx.at) refuse(rescueRefusals.DEADLINE_PAST(['roundId']));
    if (round.supplierId === actor.organizationId) refuse(rescueRefusals.OWN_GOODS(['roundId']));
    if ((await this.book.parts(tx, round)).some((part) => part.unitId === unitId))
      refuse(rescueRefusals.JOINED_ALREADY(['unitId']));
    const { wantBase, leastBase } = readWant(round, said);
    const place = await this.regions.place(deliveryCounty, round.deliveryOn, tx);
    if (place?.level !== 'COUNTY') refuse(rescueRefusals.DELIVERY_COUNTY_UNKNOWN(['deliveryCounty']));
    return {
      id: randomUUID(),
      roundId: round.id,
      place: await this.book.nextPlace(tx, round),
      buyerId: actor.organizationId,
      unitId,
      memberId: actor.memberId,
      wantBase,
      leastBase,
      deliveryCounty,
      pairingChoice: await this.chosen(tx, round, said),
      channelId: said.channelId ?? null,
      reservedFen: orRefused(['want'], () => mostFen(round, wantBase)),
      joinedAt: tx.at,
      leftAt: null,
      givenBase: null,
      orderId: null,
    };
  }

  /** One of those that cover the unit and the goods' origin equally well; the order counts toward it. */
  private async chosen(
    tx: Tx,
    { countyCode }: RescueRound,
    { unitId, pairingChoice = null }: SaidPart,
  ): Promise<string | null> {
    if (pairingChoice === null) return null;
    const unit = await this.organizations.find(tx, unitId);
    const leaves = await this.pairings.leafFor(tx, {
      unitRegionCode: unit?.regionCode ?? '',
      originCountyCode: countyCode,
      on: businessDateOf(tx.at),
      kind: 'EAST_WEST',
    });
    if (!leaves.some(({ pairingId }) => pairingId === pairingChoice))
      refuse(rescueRefusals.PAIRING_NOT_APPLICABLE(['pairingChoice']));
    return pairingChoice;
  }
}

function readWant(round: RescueRound, { want, least }: SaidPart): { wantBase: bigint; leastBase: bigint } {
  const { unit, packBase, offeredBase } = round;
  const wantBase = readPacks(want, unit, packBase, ['want']);
  // A part is shared out by what each wants: nobody gains by wanting more than there is.
  if (wantBase > offeredBase)
    refuse(rescueRefusals.LOT_SHORT({ available: formatQuantity(offeredBase, unit) }, ['want']));
  const leastBase = least ? readPacks(least, unit, packBase, ['least']) : packBase;
  if (leastBase > wantBase) refuse(rescueRefusals.LEAST_ABOVE_WANT(['least']));
  return { wantBase, leastBase };
}
