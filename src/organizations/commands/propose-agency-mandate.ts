import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import {
  Allow,
  BusinessDay,
  CommandInput,
  Commands,
  CurrentActor,
  Database,
  Id,
  answer,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { AgencyMandatePayload } from '../api/agency-mandate.type';
import { Role } from '../domain/role';
import { AgencyMandates } from '../storage/agency-mandates';
import { MandateProposals } from '../storage/mandate-proposals';

@InputType()
export class ProposeAgencyMandateInput extends CommandInput {
  @Field(() => Id, { description: 'The producer to sell for' })
  principalId!: string;

  @Field(() => BusinessDay)
  validFrom!: string;

  @Field(() => BusinessDay)
  validTo!: string;
}

@Injectable()
export class ProposeAgencyMandate {
  constructor(
    private readonly commands: Commands,
    private readonly proposals: MandateProposals,
  ) {}

  execute(actor: Actor, input: ProposeAgencyMandateInput): Promise<Outcome<{ mandateId: string }>> {
    return this.commands.run({ operation: 'proposeAgencyMandate', actor, input }, async (tx) => {
      const { principalId, validFrom, validTo } = input;
      const said = { principalId, validFrom, validTo };
      return { mandateId: await this.proposals.propose(tx, actor, 'proposeAgencyMandate', said) };
    });
  }
}

@Resolver()
export class ProposeAgencyMandateResolver {
  constructor(
    private readonly useCase: ProposeAgencyMandate,
    private readonly mandates: AgencyMandates,
    private readonly database: Database,
  ) {}

  @Allow(Role.SUPPLIER)
  @Mutation(() => AgencyMandatePayload, { description: 'By the agent; the principal signs' })
  async proposeAgencyMandate(
    @Args('input') input: ProposeAgencyMandateInput,
    @CurrentActor() actor: Actor,
  ): Promise<AgencyMandatePayload> {
    return answer(await this.useCase.execute(actor, input), async ({ mandateId }) => ({
      mandate: await this.mandates.visibleTo(this.database, actor, mandateId),
    }));
  }
}
