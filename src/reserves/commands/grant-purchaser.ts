import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { refuse } from '../../../libs/workflow/src/index';
import { Notices, Organizations, Role, describeWork } from '../../organizations/index';
import {
  Allow,
  Audit,
  BusinessDay,
  CommandInput,
  Commands,
  CurrentActor,
  Id,
  answer,
  businessDateOf,
  type Actor,
  type Tx,
} from '../../platform/index';
import { PurchasingMandatePayload } from '../api/reserve-filing.type';
import { ReserveReader } from '../api/reserve-reader';
import { reserveRefusals } from '../domain/reserve.refusals';
import { PurchasingMandate } from '../storage/purchasing-mandate.entity';

const GRANTED = 'PURCHASER_GRANTED';
describeWork({
  [GRANTED]: { zh: '已获授权为该单位采购', en: 'You may buy for the unit' },
});

@InputType()
export class GrantPurchaserInput extends CommandInput {
  @Field(() => Id, { description: 'One’s own organization or one of its units' })
  unitId!: string;

  @Field(() => Id, { description: 'The enterprise that runs the unit’s canteen' })
  contractorId!: string;

  @Field(() => BusinessDay, { description: 'Today or later' })
  validFrom!: string;

  @Field(() => BusinessDay, { nullable: true })
  validTo?: string | null;
}

/** Lets the contractor of an outsourced canteen buy for the unit; what it buys is the unit's. */
@Injectable()
export class GrantPurchaser {
  constructor(
    private readonly commands: Commands,
    private readonly organizations: Organizations,
    private readonly notices: Notices,
    private readonly audit: Audit,
  ) {}

  execute(actor: Actor, input: GrantPurchaserInput) {
    return this.commands.run({ operation: 'grantPurchaser', actor, input }, async (tx) => {
      const { unitId, contractorId, validFrom, validTo = null } = input;
      await this.organizations.requireOwnUnit(tx, actor, unitId, ['unitId']);
      const contractor = await this.organizations.find(tx, contractorId);
      const own = await this.organizations.unitsUnder(tx, actor.organizationId);
      if (contractor?.kind !== 'ENTERPRISE' || own.includes(contractorId))
        refuse(reserveRefusals.CONTRACTOR_WRONG(['contractorId']));
      await this.requireDates(tx, input);
      const mandate: PurchasingMandate = {
        id: randomUUID(),
        contractorId,
        unitId,
        validFrom,
        validTo,
        grantedBy: actor.memberId,
        grantedAt: tx.at,
        version: 1,
      };
      await tx.add(PurchasingMandate, mandate);
      const subject = { subjectKind: 'PurchasingMandate', subjectId: mandate.id };
      await this.notices.send(tx, { organizationId: contractorId, kind: GRANTED, ...subject });
      await this.audit.record(tx, {
        actor,
        action: 'grantPurchaser',
        ...subject,
        data: { unitId, contractorId },
      });
      return { mandateId: mandate.id };
    });
  }

  private async requireDates(
    tx: Tx,
    { unitId, contractorId, validFrom, validTo = null }: GrantPurchaserInput,
  ): Promise<void> {
    await tx.query('SELECT FROM organizations WHERE id = $1 FOR NO KEY UPDATE', [unitId]);
    const standing = await tx.query(
      `SELECT FROM purchasing_mandates WHERE contractor_id = $1 AND unit_id = $2
         AND daterange(valid_from, valid_to, '[]') && daterange($3, greatest($3, $4::date), '[]') LIMIT 1`,
      [contractorId, unitId, validFrom, validTo],
    );
    const past = validFrom < businessDateOf(tx.at) || (validTo !== null && validTo < validFrom);
    if (past || standing.length > 0) refuse(reserveRefusals.PURCHASER_DATES_WRONG(['validFrom']));
  }
}

@Resolver()
export class GrantPurchaserResolver {
  constructor(
    private readonly useCase: GrantPurchaser,
    private readonly reserves: ReserveReader,
  ) {}

  @Allow(Role.BUYER_APPROVER)
  @Mutation(() => PurchasingMandatePayload)
  async grantPurchaser(
    @Args('input') input: GrantPurchaserInput,
    @CurrentActor() actor: Actor,
  ): Promise<PurchasingMandatePayload> {
    return answer(await this.useCase.execute(actor, input), async ({ mandateId }) => ({
      mandate: await this.reserves.mandate(mandateId),
    }));
  }
}
