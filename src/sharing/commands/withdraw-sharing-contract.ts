import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { COORDINATORS } from '../../pairing/index';
import {
  Allow,
  ChangeInput,
  Commands,
  CurrentActor,
  Id,
  NoteText,
  answer,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { SharingContractPayload } from '../api/sharing.type';
import { ContractBook } from '../storage/contract-book';
import { SharingReader } from '../storage/sharing-reader';

@InputType()
export class WithdrawSharingContractInput extends ChangeInput {
  @Field(() => Id)
  contractId!: string;

  @Field(() => NoteText)
  note!: string;
}

/** Either side takes a contract back before both have signed. */
@Injectable()
export class WithdrawSharingContract {
  constructor(
    private readonly commands: Commands,
    private readonly book: ContractBook,
  ) {}

  execute(actor: Actor, input: WithdrawSharingContractInput): Promise<Outcome<{ contractId: string }>> {
    return this.commands.run({ operation: 'withdrawSharingContract', actor, input }, async (tx) => {
      const { contract } = await this.book.lock(tx, actor, input.contractId);
      tx.expectVersion(contract, input.expectedVersion);
      await this.book.withdraw(tx, actor, contract, input.note);
      return { contractId: input.contractId };
    });
  }
}

@Resolver()
export class WithdrawSharingContractResolver {
  constructor(
    private readonly useCase: WithdrawSharingContract,
    private readonly reader: SharingReader,
  ) {}

  @Allow(...COORDINATORS)
  @Mutation(() => SharingContractPayload)
  async withdrawSharingContract(
    @Args('input') input: WithdrawSharingContractInput,
    @CurrentActor() actor: Actor,
  ): Promise<SharingContractPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ contractId }) => ({
      contract: await this.reader.contract(actor, contractId),
    }));
  }
}
