import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Int, Mutation, Resolver } from '@nestjs/graphql';
import { COORDINATORS } from '../../pairing/index';
import {
  Allow,
  CommandInput,
  Commands,
  CurrentActor,
  Id,
  answer,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { SharingStatementPayload } from '../api/sharing.type';
import { ContractBook } from '../storage/contract-book';
import { StatementBook } from '../storage/statement-book';
import { SharingReader } from '../storage/sharing-reader';

@InputType()
export class DrawSharingStatementInput extends CommandInput {
  @Field(() => Id)
  contractId!: string;

  @Field(() => Int)
  year!: number;
}

/** Computes the statement of a year that is over from the verified records; after both have signed, what changed since makes a supplement. */
@Injectable()
export class DrawSharingStatement {
  constructor(
    private readonly commands: Commands,
    private readonly contracts: ContractBook,
    private readonly book: StatementBook,
  ) {}

  execute(actor: Actor, input: DrawSharingStatementInput): Promise<Outcome<{ statementId: string }>> {
    return this.commands.run({ operation: 'drawSharingStatement', actor, input }, async (tx) => {
      const { contract } = await this.contracts.lock(tx, actor, input.contractId);
      return { statementId: await this.book.draw(tx, actor, contract, input.year) };
    });
  }
}

@Resolver()
export class DrawSharingStatementResolver {
  constructor(
    private readonly useCase: DrawSharingStatement,
    private readonly reader: SharingReader,
  ) {}

  @Allow(...COORDINATORS)
  @Mutation(() => SharingStatementPayload)
  async drawSharingStatement(
    @Args('input') input: DrawSharingStatementInput,
    @CurrentActor() actor: Actor,
  ): Promise<SharingStatementPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ statementId }) => ({
      statement: await this.reader.statement(actor, statementId),
    }));
  }
}
