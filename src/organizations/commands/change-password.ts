import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import {
  AllowSignedIn,
  Audit,
  CommandInput,
  Commands,
  CurrentActor,
  answer,
  type Actor,
  type Outcome,
} from '../../platform/index';
import { Password } from '../api/credentials';
import { DonePayload } from '../api/token-pair.type';
import { requireStrong } from '../domain/password.rules';
import { Passwords } from '../storage/passwords';
import { Sessions } from '../storage/sessions';
import { SigningPassword } from '../storage/signing-password';

@InputType()
export class ChangePasswordInput extends CommandInput {
  @Field(() => Password)
  password!: string;

  @Field(() => Password)
  newPassword!: string;
}

@Injectable()
export class ChangePassword {
  constructor(
    private readonly commands: Commands,
    private readonly signing: SigningPassword,
    private readonly passwords: Passwords,
    private readonly sessions: Sessions,
    private readonly audit: Audit,
  ) {}

  async execute(actor: Actor, input: ChangePasswordInput): Promise<Outcome<{ memberId: string }>> {
    let hash = '';
    const before = async () => {
      await this.signing.confirm(actor, input.password);
      hash = await this.passwords.hash(input.newPassword, true);
    };
    return this.commands.run({ operation: 'changePassword', actor, input, before }, async (tx) => {
      const [member] = await tx.query<{ login: string }>('SELECT login FROM members WHERE id = $1', [
        actor.memberId,
      ]);
      requireStrong(input.newPassword, member?.login ?? '', ['newPassword']);
      await tx.query('UPDATE members SET password_hash = $2, version = version + 1 WHERE id = $1', [
        actor.memberId,
        hash,
      ]);
      await this.sessions.endAll(tx, actor.memberId, 'PASSWORD_CHANGED');
      await this.audit.record(tx, {
        actor,
        action: 'changePassword',
        subjectKind: 'Member',
        subjectId: actor.memberId,
      });
      return { memberId: actor.memberId };
    });
  }
}

@Resolver()
export class ChangePasswordResolver {
  constructor(private readonly useCase: ChangePassword) {}

  @AllowSignedIn()
  @Mutation(() => DonePayload, { description: 'Ends every session of the member: sign in again' })
  async changePassword(
    @Args('input') input: ChangePasswordInput,
    @CurrentActor() actor: Actor,
  ): Promise<DonePayload> {
    return answer(await this.useCase.execute(actor, input), async () => ({ done: true }));
  }
}
