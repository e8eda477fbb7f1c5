import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { Password, SigningPassword } from '../../organizations/index';
import { COORDINATORS } from '../../pairing/index';
import {
  Allow,
  ChangeInput,
  Commands,
  CurrentActor,
  Id,
  ShortText,
  answer,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { SharingContractPayload } from '../api/sharing.type';
import { ContractBook } from '../storage/contract-book';
import { SharingReader } from '../storage/sharing-reader';

@InputType()
export class SignSharingContractInput extends ChangeInput {
  @Field(() => Id)
  contractId!: string;

  @Field(() => ShortText, { description: 'Hash of what the signer has read' })
  sha256!: string;

  @Field(() => Password, { description: 'The signer’s password, asked for again' })
  password!: string;
}

/** One side signs the words it has read; with the second signature they are in force. */
@Injectable()
export class SignSharingContract {
  constructor(
    private readonly commands: Commands,
    private readonly book: ContractBook,
    private readonly password: SigningPassword,
  ) {}

  execute(actor: Actor, input: SignSharingContractInput): Promise<Outcome<{ contractId: string }>> {
    const before = () => this.password.confirm(actor, input.password, ['password']);
    return this.commands.run({ operation: 'signSharingContract', actor, input, before }, async (tx) => {
      const held = await this.book.lock(tx, actor, input.contractId);
      tx.expectVersion(held.contract, input.expectedVersion);
      await this.book.sign(tx, actor, held, input.sha256);
      return { contractId: input.contractId };
    });
  }
}

@Resolver()
export class SignSharingContractResolver {
  constructor(
    private readonly useCase: SignSharingContract,
    private readonly reader: SharingReader,
  ) {}

  @Allow(...COORDINATORS)
  @Mutation(() => SharingContractPayload)
  async signSharingContract(
    @Args('input') input: SignSharingContractInput,
    @CurrentActor() actor: Actor,
  ): Promise<SharingContractPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ contractId }) => ({
      contract: await this.reader.contract(actor, contractId),
    }));
  }
}
