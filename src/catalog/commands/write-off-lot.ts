import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { refuse } from '../../../libs/workflow/src/index';
import { Role } from '../../organizations/index';
import {
  Allow,
  Audit,
  ChangeInput,
  Commands,
  CurrentActor,
  Id,
  QuantityInput,
  answer,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { LotReader } from '../api/lot-reader';
import { LotPayload } from '../api/payloads.type';
import { catalogRefusals } from '../domain/catalog.refusals';
import { lotStates } from '../domain/lot.states';
import { baseOf } from '../domain/said-amounts';
import { readLotFacts } from '../storage/lot-rows';
import { LotSteps } from '../storage/lot-steps';
import { LotStock } from '../storage/lot-stock';
import { LotRow } from '../storage/lot.entity';
import { isEmpty } from '../storage/stock-locks';

@InputType()
export class WriteOffLotInput extends ChangeInput {
  @Field(() => Id)
  lotId!: string;

  @Field(() => QuantityInput, { description: 'What is spoilt or missing' })
  quantity!: QuantityInput;
}

/** Spoilt or missing in store: loss, never more than is free of reservations. */
@Injectable()
export class WriteOffLot {
  constructor(
    private readonly commands: Commands,
    private readonly lots: LotSteps,
    private readonly stock: LotStock,
    private readonly audit: Audit,
  ) {}

  execute(actor: Actor, input: WriteOffLotInput): Promise<Outcome<{ lotId: string }>> {
    return this.commands.run({ operation: 'writeOffLot', actor, input }, async (tx) => {
      const lot = await this.lots.owned(tx, actor, input);
      const facts = (await readLotFacts(tx, [lot.id])).get(lot.id);
      if (!facts || !lotStates.can(lot.state, 'writeOff')) refuse(catalogRefusals.LOT_CLOSED(['lotId']));
      const quantityBase = baseOf(input.quantity, facts.displayUnit, ['quantity']);
      await this.stock.writeOff(tx, { lotId: lot.id, quantityBase }, ['quantity']);
      if (await isEmpty(tx, lot.id))
        await this.lots.take(tx, actor, { lot, verb: 'writeOff', action: 'writeOffLot' });
      else {
        await tx.change(LotRow, lot, {});
        await this.audit.record(tx, {
          actor,
          action: 'writeOffLot',
          subjectKind: 'Lot',
          subjectId: lot.id,
          data: { quantityBase: String(quantityBase) },
        });
      }
      return { lotId: lot.id };
    });
  }
}

@Resolver()
export class WriteOffLotResolver {
  constructor(
    private readonly useCase: WriteOffLot,
    private readonly lots: LotReader,
  ) {}

  @Allow(Role.SUPPLIER)
  @Mutation(() => LotPayload)
  async writeOffLot(
    @Args('input') input: WriteOffLotInput,
    @CurrentActor() actor: Actor,
  ): Promise<LotPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ lotId }) => ({
      lot: await this.lots.visibleTo(actor, lotId),
    }));
  }
}
