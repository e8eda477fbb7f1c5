import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { refuse } from '../../../libs/workflow/src/index';
import { LotStock, type SellableLot } from '../../catalog/index';
import { Admissions, Role } from '../../organizations/index';
import {
  Allow,
  BusinessDay,
  CommandInput,
  Commands,
  CurrentActor,
  Id,
  MoneyInput,
  QuantityInput,
  ShortText,
  Timestamp,
  addDays,
  answer,
  businessDateOf,
  notFound,
  type Actor,
  type Outcome,
  type Tx,
} from '../../platform/index';
import { sharedDigits } from '../../regions/index';
import { RescueRoundPayload } from '../api/rescue-round.type';
import { roundNumber } from '../domain/rescue.events';
import { rescueRefusals } from '../domain/rescue.refusals';
import { readRound } from '../domain/round-terms';
import type { RescueRound } from '../storage/rescue-round.entity';
import { RoundBook } from '../storage/round-book';
import { RoundReader } from '../storage/round-reader';
import { UnsoldAlarm } from '../storage/unsold-alarm.entity';

@InputType()
export class ProposeRescueRoundInput extends CommandInput {
  @Field(() => Id)
  alarmId!: string;

  @Field(() => QuantityInput, { description: 'The most that is sold in the round, in whole packs' })
  offered!: QuantityInput;

  @Field(() => QuantityInput, { description: 'Below it no orders are placed' })
  minimum!: QuantityInput;

  @Field(() => MoneyInput, { description: 'VAT included' })
  unitPrice!: MoneyInput;

  @Field(() => ShortText)
  priceUnit!: string;

  @Field(() => MoneyInput, { description: 'One sum for all together, shared by what each gets; may be zero' })
  freight!: MoneyInput;

  @Field(() => BusinessDay)
  deliveryOn!: string;

  @Field(() => Timestamp)
  closesAt!: string;
}

/** The county answers an alarm: a round for the lot, at terms the supplier has to agree to. */
@Injectable()
export class ProposeRescueRound {
  constructor(
    private readonly commands: Commands,
    private readonly admissions: Admissions,
    private readonly stock: LotStock,
    private readonly book: RoundBook,
  ) {}

  execute(actor: Actor, input: ProposeRescueRoundInput): Promise<Outcome<{ roundId: string }>> {
    return this.commands.run({ operation: 'proposeRescueRound', actor, input }, async (tx) => {
      const alarm = await lockAlarm(tx, actor, input.alarmId);
      await this.admissions.requireAdmitted(tx, alarm.supplierId, ['alarmId']);
      const lot = (await this.stock.lock(tx, [alarm.lotId])).get(alarm.lotId);
      if (lot?.state !== 'AVAILABLE' || lot.listingState !== 'LISTED')
        return refuse(rescueRefusals.LOT_NOT_ON_SALE(['alarmId']));
      const earliestOn = addDays(businessDateOf(new Date(input.closesAt)), lot.leadDays);
      const terms = readRound(input, lot, { now: tx.at, earliestOn });
      const [next] = await tx.query<{ n: bigint }>(`SELECT nextval('rescue_round_numbers') AS n`);
      const number = roundNumber(businessDateOf(tx.at), next?.n ?? 0n);
      const round = { ...terms, ...goodsOf(alarm, lot), ...opened(tx, actor), number };
      await this.book.add(tx, actor, round);
      return { roundId: round.id };
    });
  }
}

@Resolver()
export class ProposeRescueRoundResolver {
  constructor(
    private readonly useCase: ProposeRescueRound,
    private readonly rounds: RoundReader,
  ) {}

  @Allow(Role.COUNTY_AGRI, Role.COUNTY_REVITAL)
  @Mutation(() => RescueRoundPayload)
  async proposeRescueRound(
    @Args('input') input: ProposeRescueRoundInput,
    @CurrentActor() actor: Actor,
  ): Promise<RescueRoundPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ roundId }) => ({
      rescueRound: await this.rounds.visibleTo(actor, roundId),
    }));
  }
}

/** Under lock, so that of two departments one proposes; throws NOT_FOUND outside the actor’s region. */
async function lockAlarm(tx: Tx, actor: Actor, id: string): Promise<UnsoldAlarm> {
  const lock = { mode: 'pessimistic_write' } as const;
  const alarm = await tx.manager.findOne(UnsoldAlarm, { where: { id }, lock });
  if (!alarm || !actor.regionCode || !alarm.countyCode.startsWith(sharedDigits(actor.regionCode)))
    throw notFound(['alarmId']);
  if (alarm.state !== 'RAISED') refuse(rescueRefusals.ALARM_LIFTED(['alarmId']));
  const open = await tx.query(
    `SELECT FROM rescue_rounds WHERE lot_id = $1 AND state IN ('PROPOSED', 'GATHERING')`,
    [alarm.lotId],
  );
  if (open.length > 0) refuse(rescueRefusals.ROUND_OPEN(['alarmId']));
  return alarm;
}

const goodsOf = (alarm: UnsoldAlarm, { productName, grade }: SellableLot) => ({
  alarmId: alarm.id,
  lotId: alarm.lotId,
  supplierId: alarm.supplierId,
  productId: alarm.productId,
  countyCode: alarm.countyCode,
  productName,
  grade,
});

const opened = (
  tx: Tx,
  { memberId }: Actor,
): Pick<
  RescueRound,
  'id' | 'version' | 'state' | 'joinedBase' | 'proposedBy' | 'createdAt' | 'closedAt' | 'note'
> => ({
  id: randomUUID(),
  version: 1,
  state: 'PROPOSED',
  joinedBase: 0n,
  proposedBy: memberId,
  createdAt: tx.at,
  closedAt: null,
  note: null,
});
