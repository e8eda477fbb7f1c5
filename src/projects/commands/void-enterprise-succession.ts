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
export class VoidEnterpriseSuccessionInput extends ChangeInput {
  @Field(() => Id)
  successionId!: string;

  @Field(() => Password, { description: 'The verifier’s password, asked for again' })
  password!: string;
}

/** Another office than asked for it agrees: from now on the two codes are two enterprises again. */
@Injectable()
export class VoidEnterpriseSuccession {
  constructor(
    private readonly commands: Commands,
    private readonly book: SuccessionBook,
    private readonly password: SigningPassword,
  ) {}

  execute(actor: Actor, input: VoidEnterpriseSuccessionInput): Promise<Outcome<{ successionId: string }>> {
    const before = () => this.password.confirm(actor, input.password, ['password']);
    return this.commands.run({ operation: 'voidEnterpriseSuccession', actor, input, before }, async (tx) => {
      const { project, succession } = await this.book.lock(tx, actor, input.successionId);
      tx.expectVersion(succession, input.expectedVersion);
      await this.book.decideAsOther(
        tx,
        actor,
        { project, succession },
        { verb: 'void', action: 'voidEnterpriseSuccession' },
      );
      return { successionId: succession.id };
    });
  }
}

@Resolver()
export class VoidEnterpriseSuccessionResolver {
  constructor(
    private readonly useCase: VoidEnterpriseSuccession,
    private readonly successions: SuccessionReader,
  ) {}

  @Allow(Role.VERIFIER)
  @Mutation(() => EnterpriseSuccessionPayload)
  async voidEnterpriseSuccession(
    @Args('input') input: VoidEnterpriseSuccessionInput,
    @CurrentActor() actor: Actor,
  ): Promise<EnterpriseSuccessionPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ successionId }) => ({
      succession: await this.successions.visibleTo(actor, successionId),
    }));
  }
}
