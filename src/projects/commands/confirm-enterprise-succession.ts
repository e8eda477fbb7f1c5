import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { Password, Role, SigningPassword } from '../../organizations/index';
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
import { EnterpriseSuccessionPayload } from '../api/succession.type';
import { SuccessionBook } from '../storage/succession-book';
import { SuccessionReader } from '../storage/succession-reader';

@InputType()
export class ConfirmEnterpriseSuccessionInput extends ChangeInput {
  @Field(() => Id)
  successionId!: string;

  @Field(() => Password, { description: 'The verifier’s password, asked for again' })
  password!: string;
}

/** Another office says so, too: from now on the two codes are one enterprise and count once. */
@Injectable()
export class ConfirmEnterpriseSuccession {
  constructor(
    private readonly commands: Commands,
    private readonly book: SuccessionBook,
    private readonly password: SigningPassword,
  ) {}

  execute(actor: Actor, input: ConfirmEnterpriseSuccessionInput): Promise<Outcome<{ successionId: string }>> {
    const before = () => this.password.confirm(actor, input.password, ['password']);
    return this.commands.run(
      { operation: 'confirmEnterpriseSuccession', actor, input, before },
      async (tx) => {
        const { project, succession } = await this.book.lock(tx, actor, input.successionId);
        tx.expectVersion(succession, input.expectedVersion);
        await this.book.decideAsOther(
          tx,
          actor,
          { project, succession },
          { verb: 'confirm', action: 'confirmEnterpriseSuccession' },
        );
        return { successionId: succession.id };
      },
    );
  }
}

@Resolver()
export class ConfirmEnterpriseSuccessionResolver {
  constructor(
    private readonly useCase: ConfirmEnterpriseSuccession,
    private readonly successions: SuccessionReader,
  ) {}

  @Allow(Role.VERIFIER)
  @Mutation(() => EnterpriseSuccessionPayload)
  async confirmEnterpriseSuccession(
    @Args('input') input: ConfirmEnterpriseSuccessionInput,
    @CurrentActor() actor: Actor,
  ): Promise<EnterpriseSuccessionPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ successionId }) => ({
      succession: await this.successions.visibleTo(actor, successionId),
    }));
  }
}
