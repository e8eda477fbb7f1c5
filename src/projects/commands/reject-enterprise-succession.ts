import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { Role } from '../../organizations/index';
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
import { EnterpriseSuccessionPayload } from '../api/succession.type';
import { SuccessionBook } from '../storage/succession-book';
import { SuccessionReader } from '../storage/succession-reader';

@InputType()
export class RejectEnterpriseSuccessionInput extends ChangeInput {
  @Field(() => Id)
  successionId!: string;

  @Field(() => NoteText, { description: 'Why' })
  note!: string;
}

/** Another office does not believe it; it never counts, and may be recorded anew. */
@Injectable()
export class RejectEnterpriseSuccession {
  constructor(
    private readonly commands: Commands,
    private readonly book: SuccessionBook,
  ) {}

  execute(actor: Actor, input: RejectEnterpriseSuccessionInput): Promise<Outcome<{ successionId: string }>> {
    return this.commands.run({ operation: 'rejectEnterpriseSuccession', actor, input }, async (tx) => {
      const { project, succession } = await this.book.lock(tx, actor, input.successionId);
      tx.expectVersion(succession, input.expectedVersion);
      await this.book.decideAsOther(
        tx,
        actor,
        { project, succession },
        { verb: 'reject', action: 'rejectEnterpriseSuccession', note: input.note },
      );
      return { successionId: succession.id };
    });
  }
}

@Resolver()
export class RejectEnterpriseSuccessionResolver {
  constructor(
    private readonly useCase: RejectEnterpriseSuccession,
    private readonly successions: SuccessionReader,
  ) {}

  @Allow(Role.VERIFIER)
  @Mutation(() => EnterpriseSuccessionPayload)
  async rejectEnterpriseSuccession(
    @Args('input') input: RejectEnterpriseSuccessionInput,
    @CurrentActor() actor: Actor,
  ): Promise<EnterpriseSuccessionPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ successionId }) => ({
      succession: await this.successions.visibleTo(actor, successionId),
    }));
  }
}
