import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { refuse } from '../../../libs/workflow/src/index';
import { HarvestedLots, ManagedRecords, type NewHarvest } from '../../catalog/index';
import { Role } from '../../organizations/index';
import {
  Allow,
  ChangeInput,
  Commands,
  CurrentActor,
  Id,
  answer,
  type Actor,
  type Outcome,
  type Tx,
} from '../../platform/index';
import { HarvestedLotInput } from '../api/harvested-lot.input';
import { FORWARD_SUPPLIES, ForwardSupplyPayload } from '../api/managed-forward-supply.type';
import { afterLot } from '../domain/announced-range';
import { forwardSupplyStates } from '../domain/forward-supply.states';
import { supplyRefusals } from '../domain/supply.refusals';
import { Allotting, type GradedHarvest } from '../storage/allotting';
import { AnnouncedEnds } from '../storage/announced-ends';
import { ForwardSupplySteps, type Held } from '../storage/forward-supply-steps';

const MOST_LOTS = 50;

@InputType()
export class CertifyHarvestInput extends ChangeInput {
  @Field(() => Id)
  forwardSupplyId!: string;

  @Field(() => [HarvestedLotInput], {
    description: 'What was harvested; empty only where nothing more will come',
  })
  lots!: HarvestedLotInput[];

  @Field({ description: 'The harvest is in: what was announced beyond it will not come' })
  last!: boolean;
}

/**
 * The harvest is there: it becomes lots under the rules of every lot. What the land kept for it goes over to them, and so
 * does what is reserved, in the same transaction.
 */
@Injectable()
export class CertifyHarvest {
  constructor(
    private readonly commands: Commands,
    private readonly harvests: HarvestedLots,
    private readonly supplies: ForwardSupplySteps,
    private readonly allotting: Allotting,
    private readonly ends: AnnouncedEnds,
  ) {}

  execute(actor: Actor, input: CertifyHarvestInput): Promise<Outcome<{ forwardSupplyId: string }>> {
    return this.commands.run({ operation: 'certifyHarvest', actor, input }, async (tx) => {
      if (input.lots.length === 0 && !input.last) refuse(supplyRefusals.LOTS_MISSING(['lots']));
      if (input.lots.length > MOST_LOTS) refuse(supplyRefusals.LOTS_TOO_MANY(['lots']));
      const { supply, stock } = await this.supplies.owned(tx, actor, input);
      forwardSupplyStates.next(supply.state, 'certify', ['forwardSupplyId']);
      const product = await this.harvests.product(tx, actor, supply.productId, ['forwardSupplyId']);
      const lots: GradedHarvest[] = [];
      for (const [index, harvest] of input.lots.entries())
        lots.push(
          await this.register(
            tx,
            actor,
            { supply, stock: lots.reduce(afterLot, stock) },
            { product, harvest, path: ['lots', index] },
          ),
        );
      const after = lots.reduce(afterLot, stock);
      const toCome = input.last ? 0n : after.heldBase;
      const { reservedBase } = await this.allotting.certify(tx, supply.id, stock, lots, toCome);
      await this.step(tx, actor, { supply, stock: { ...after, reservedBase } }, input.last);
      return { forwardSupplyId: supply.id };
    });
  }

  private async register(
    tx: Tx,
    actor: Actor,
    { supply, stock }: Held,
    lot: NewHarvest,
  ): Promise<GradedHarvest> {
    const land = {
      capacityId: supply.capacityId,
      announcedBase: stock.heldBase,
      path: [...lot.path, 'harvestedOn'],
    };
    const registered = await this.harvests.register(tx, actor, lot, land);
    return { ...registered, grade: lot.harvest.grade };
  }

  private async step(tx: Tx, actor: Actor, held: Held, last: boolean): Promise<void> {
    if (last) return this.ends.harvested(tx, actor, held, 'certifyHarvest');
    await this.supplies.take(tx, actor, held.supply, {
      verb: 'certify',
      action: 'certifyHarvest',
      data: { certifiedBase: String(held.stock.certifiedBase) },
    });
  }
}

@Resolver()
export class CertifyHarvestResolver {
  constructor(
    private readonly useCase: CertifyHarvest,
    private readonly records: ManagedRecords,
  ) {}

  @Allow(Role.SUPPLIER)
  @Mutation(() => ForwardSupplyPayload)
  async certifyHarvest(
    @Args('input') input: CertifyHarvestInput,
    @CurrentActor() actor: Actor,
  ): Promise<ForwardSupplyPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ forwardSupplyId }) => ({
      forwardSupply: await this.records.one(FORWARD_SUPPLIES, actor, forwardSupplyId),
    }));
  }
}
