import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Int, Mutation, Resolver } from '@nestjs/graphql';
import { COORDINATORS } from '../../pairing/index';
import {
  Allow,
  BusinessDay,
  CommandInput,
  Commands,
  CurrentActor,
  Id,
  NoteText,
  RegionCode,
  answer,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { SharingContractPayload } from '../api/sharing.type';
import { ContractBook } from '../storage/contract-book';
import { SharingReader } from '../storage/sharing-reader';

@InputType()
export class ProposeSharingContractInput extends CommandInput {
  @Field(() => Id)
  parkId!: string;

  @Field(() => RegionCode, { description: 'Paired with the park’s home county, or where the enclave lies' })
  eastRegionCode!: string;

  @Field(() => BusinessDay, { description: 'First day of a quarter' })
  effectiveFrom!: string;

  @Field(() => BusinessDay, { nullable: true, description: 'Last day of a quarter; open, if not given' })
  effectiveTo?: string | null;

  @Field(() => Int, { description: '产值: parts per million of the east; the rest is the home county’s' })
  outputEastPpm!: number;

  @Field(() => Int, { description: '税收' })
  taxEastPpm!: number;

  @Field(() => Int, { description: '就业' })
  jobsEastPpm!: number;

  @Field(() => NoteText, { nullable: true })
  note?: string | null;
}

/** One side writes down how the benefits of a park are shared; it holds once both have signed. */
@Injectable()
export class ProposeSharingContract {
  constructor(
    private readonly commands: Commands,
    private readonly book: ContractBook,
  ) {}

  execute(actor: Actor, input: ProposeSharingContractInput): Promise<Outcome<{ contractId: string }>> {
    return this.commands.run({ operation: 'proposeSharingContract', actor, input }, async (tx) => {
      const { id } = await this.book.propose(tx, actor, input);
      return { contractId: id };
    });
  }
}

@Resolver()
export class ProposeSharingContractResolver {
  constructor(
    private readonly useCase: ProposeSharingContract,
    private readonly reader: SharingReader,
  ) {}

  @Allow(...COORDINATORS)
  @Mutation(() => SharingContractPayload)
  async proposeSharingContract(
    @Args('input') input: ProposeSharingContractInput,
    @CurrentActor() actor: Actor,
  ): Promise<SharingContractPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ contractId }) => ({
      contract: await this.reader.contract(actor, contractId),
    }));
  }
}
