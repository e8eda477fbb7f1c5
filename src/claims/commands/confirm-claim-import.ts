import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Int, Mutation, Resolver } from '@nestjs/graphql';
import { refuse } from '../../../libs/workflow/src/index';
import { Role } from '../../organizations/index';
import {
  Allow,
  ChangeInput,
  Commands,
  CurrentActor,
  Id,
  MoneyInput,
  answer,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { ClaimImportPayload } from '../api/claim-import.type';
import { claimsRefusals } from '../domain/claims.refusals';
import { importStates } from '../domain/import.states';
import { readFen } from '../domain/said-claim';
import { ClaimImports } from '../storage/claim-imports';
import { ImportNotices } from '../storage/import-notices';
import { ImportTaking } from '../storage/import-taking';

@InputType()
export class ConfirmClaimImportInput extends ChangeInput {
  @Field(() => Id)
  importId!: string;

  @Field(() => Int, { description: 'The good rows as they were shown' })
  rows!: number;

  @Field(() => MoneyInput, { description: 'What they come to' })
  amount!: MoneyInput;
}

/** The good rows become claims: all that were shown, in one transaction, or none. */
@Injectable()
export class ConfirmClaimImport {
  constructor(
    private readonly commands: Commands,
    private readonly imports: ClaimImports,
    private readonly taking: ImportTaking,
    private readonly notices: ImportNotices,
  ) {}

  execute(actor: Actor, input: ConfirmClaimImportInput): Promise<Outcome<{ importId: string }>> {
    return this.commands.run({ operation: 'confirmClaimImport', actor, input }, async (tx) => {
      const table = await this.imports.lockOwn(tx, actor, input.importId);
      tx.expectVersion(table, input.expectedVersion);
      importStates.next(table.state, 'confirm', ['importId']);
      if (table.rowsGood === 0) refuse(claimsRefusals.IMPORT_HAS_NO_ROWS(['importId']));
      if (input.rows !== table.rowsGood || readFen(input.amount, ['amount']) !== table.goodFen)
        refuse(claimsRefusals.IMPORT_SEEN_DIFFERENTLY(['rows']));
      await this.taking.take(tx, actor, table, table);
      const moved = await this.imports.move(tx, table, 'confirm', actor);
      await this.notices.send(tx, moved);
      return { importId: table.id };
    });
  }
}

@Resolver()
export class ConfirmClaimImportResolver {
  constructor(
    private readonly useCase: ConfirmClaimImport,
    private readonly imports: ClaimImports,
  ) {}

  @Allow(Role.BUYER_CLERK, Role.BUYER_APPROVER)
  @Mutation(() => ClaimImportPayload)
  async confirmClaimImport(
    @Args('input') input: ConfirmClaimImportInput,
    @CurrentActor() actor: Actor,
  ): Promise<ClaimImportPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ importId }) => ({
      claimImport: await this.imports.visibleTo(actor, importId),
    }));
  }
}
