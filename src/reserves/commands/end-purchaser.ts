import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { refuse } from '../../../libs/workflow/src/index';
import { Organizations, Role } from '../../organizations/index';
import {
  Allow,
  Audit,
  BusinessDay,
  ChangeInput,
  Commands,
  CurrentActor,
  Id,
  answer,
  businessDateOf,
  notFound,
  type Actor,
} from '../../platform/index';
import { PurchasingMandatePayload } from '../api/reserve-filing.type';
import { ReserveReader } from '../api/reserve-reader';
import { reserveRefusals } from '../domain/reserve.refusals';
import { PurchasingMandate } from '../storage/purchasing-mandate.entity';

@InputType()
export class EndPurchaserInput extends ChangeInput {
  @Field(() => Id)
  mandateId!: string;

  @Field(() => BusinessDay, { description: 'Today or later, and no later than it ends already' })
  lastDay!: string;
}

/** Ends a grant: orders placed up to its last day stay the unit's. */
@Injectable()
export class EndPurchaser {
  constructor(
    private readonly commands: Commands,
    private readonly organizations: Organizations,
    private readonly audit: Audit,
  ) {}

  execute(actor: Actor, input: EndPurchaserInput) {
    return this.commands.run({ operation: 'endPurchaser', actor, input }, async (tx) => {
      const { mandateId, lastDay } = input;
      const mandate = await tx.manager.findOne(PurchasingMandate, {
        where: { id: mandateId },
        lock: { mode: 'pessimistic_write' },
      });
      if (!mandate) throw notFound(['mandateId']);
      await this.organizations.requireOwnUnit(tx, actor, mandate.unitId, ['mandateId']);
      tx.expectVersion(mandate, input.expectedVersion);
      const { validFrom, validTo } = mandate;
      if (lastDay < businessDateOf(tx.at) || lastDay < validFrom || (validTo !== null && lastDay > validTo))
        refuse(reserveRefusals.PURCHASER_DATES_WRONG(['lastDay']));
      await tx.change(PurchasingMandate, mandate, { validTo: lastDay });
      await this.audit.record(tx, {
        actor,
        action: 'endPurchaser',
        subjectKind: 'PurchasingMandate',
        subjectId: mandateId,
        data: { lastDay },
      });
      return { mandateId };
    });
  }
}

@Resolver()
export class EndPurchaserResolver {
  constructor(
    private readonly useCase: EndPurchaser,
    private readonly reserves: ReserveReader,
  ) {}

  @Allow(Role.BUYER_APPROVER)
  @Mutation(() => PurchasingMandatePayload)
  async endPurchaser(
    @Args('input') input: EndPurchaserInput,
    @CurrentActor() actor: Actor,
  ): Promise<PurchasingMandatePayload> {
    return answer(await this.useCase.execute(actor, input), async ({ mandateId }) => ({
      mandate: await this.reserves.mandate(mandateId),
    }));
  }
}
