import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
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
} from '../../platform/index';
import { ClaimImportPayload } from '../api/claim-import.type';
import { ClaimImports } from '../storage/claim-imports';

@InputType()
export class DiscardClaimImportInput extends ChangeInput {
  @Field(() => Id)
  importId!: string;
}

/** A staged table is given up; nothing of it was claimed. */
@Injectable()
export class DiscardClaimImport {
  constructor(
    private readonly commands: Commands,
    private readonly imports: ClaimImports,
  ) {}

  execute(actor: Actor, input: DiscardClaimImportInput): Promise<Outcome<{ importId: string }>> {
    return this.commands.run({ operation: 'discardClaimImport', actor, input }, async (tx) => {
      const table = await this.imports.lockOwn(tx, actor, input.importId);
      tx.expectVersion(table, input.expectedVersion);
      await this.imports.move(tx, table, 'discard', actor);
      await tx.query('DELETE FROM claim_import_rows WHERE import_id = $1', [table.id]);
      return { importId: table.id };
    });
  }
}

@Resolver()
export class DiscardClaimImportResolver {
  constructor(
    private readonly useCase: DiscardClaimImport,
    private readonly imports: ClaimImports,
  ) {}

  @Allow(Role.BUYER_CLERK, Role.BUYER_APPROVER)
  @Mutation(() => ClaimImportPayload)
  async discardClaimImport(
    @Args('input') input: DiscardClaimImportInput,
    @CurrentActor() actor: Actor,
  ): Promise<ClaimImportPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ importId }) => ({
      claimImport: await this.imports.visibleTo(actor, importId),
    }));
  }
}
