import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, ObjectType, Resolver } from '@nestjs/graphql';
import {
  Allow,
  CommandInput,
  Commands,
  CurrentActor,
  Id,
  Payload,
  answer,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { ASKING } from '../../sourcing/index';
import { InvitationType } from '../api/invitation.type';
import { MOST_INVITED } from '../domain/quoting.refusals';
import { InvitationReader } from '../storage/invitation-reader';
import { Invitations } from '../storage/invitations';

@InputType()
export class InviteSuppliersInput extends CommandInput {
  @Field(() => Id)
  sourcingRequestId!: string;

  @Field(() => [Id], { description: `1 to ${MOST_INVITED}; who is invited already stays so` })
  supplierIds!: string[];
}

@ObjectType()
export class InviteSuppliersPayload extends Payload {
  @Field(() => [InvitationType], { nullable: true })
  invitations?: InvitationType[] | null;
}

/** The buyer asks suppliers he knows; others may quote as well. */
@Injectable()
export class InviteSuppliers {
  constructor(
    private readonly commands: Commands,
    private readonly invitations: Invitations,
  ) {}

  execute(actor: Actor, input: InviteSuppliersInput): Promise<Outcome<{ sourcingRequestId: string }>> {
    return this.commands.run({ operation: 'inviteSuppliers', actor, input }, async (tx) => {
      const { sourcingRequestId, supplierIds } = input;
      await this.invitations.invite(tx, actor, { requestId: sourcingRequestId, supplierIds });
      return { sourcingRequestId };
    });
  }
}

@Resolver()
export class InviteSuppliersResolver {
  constructor(
    private readonly useCase: InviteSuppliers,
    private readonly reader: InvitationReader,
  ) {}

  @Allow(...ASKING)
  @Mutation(() => InviteSuppliersPayload)
  async inviteSuppliers(
    @Args('input') input: InviteSuppliersInput,
    @CurrentActor() actor: Actor,
  ): Promise<InviteSuppliersPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ sourcingRequestId }) => {
      const sent = await this.reader.sentPage(sourcingRequestId, { id: null, limit: 500 });
      return { invitations: sent.filter(({ supplierId }) => input.supplierIds.includes(supplierId)) };
    });
  }
}
