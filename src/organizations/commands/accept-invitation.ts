import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import {
  AllowPublic,
  Audit,
  CurrentScope,
  RequestScope,
  ShortText,
  Transactions,
  answer,
  type Outcome,
  type Tx,
} from '../../platform/index';
import { LoginName, Password, Phone, SecretToken } from '../api/credentials';
import { SessionPayload } from '../api/token-pair.type';
import { requireStrong } from '../domain/password.rules';
import { REGISTRATION } from '../domain/patience';
import { Invitations } from '../storage/invitations';
import { Joining } from '../storage/joining';
import { Passwords } from '../storage/passwords';
import { refusable } from '../storage/refusable';
import { Sessions, type TokenPair } from '../storage/sessions';
import { Throttles } from '../storage/throttles';

@InputType()
export class AcceptInvitationInput {
  @Field(() => SecretToken)
  token!: string;

  @Field(() => LoginName)
  login!: string;

  @Field(() => Password)
  password!: string;

  @Field(() => ShortText)
  displayName!: string;

  @Field(() => Phone, { nullable: true })
  phone?: string | null;
}

/** Makes the invited person a member and signs him in. */
@Injectable()
export class AcceptInvitation {
  constructor(
    private readonly transactions: Transactions,
    private readonly passwords: Passwords,
    private readonly invitations: Invitations,
    private readonly joining: Joining,
    private readonly sessions: Sessions,
    private readonly audit: Audit,
  ) {}

  execute(input: AcceptInvitationInput): Promise<Outcome<TokenPair>> {
    return refusable(async () => {
      requireStrong(input.password, input.login, ['password']);
      const passwordHash = await this.passwords.hash(input.password);
      return this.transactions.run((tx) => this.join(tx, input, passwordHash));
    });
  }

  private async join(tx: Tx, input: AcceptInvitationInput, passwordHash: string): Promise<TokenPair> {
    const { login, displayName, phone = null } = input;
    const { id, organizationId, roles } = await this.invitations.claim(tx, input.token);
    const memberId = await this.joining.addMember(tx, {
      organizationId,
      login,
      displayName,
      phone,
      passwordHash,
      roles,
    });
    await this.invitations.accepted(tx, id, memberId);
    await this.audit.record(tx, {
      actor: { memberId, organizationId },
      action: 'acceptInvitation',
      subjectKind: 'Member',
      subjectId: memberId,
      data: { invitationId: id },
    });
    return this.sessions.start(tx, memberId);
  }
}

@Resolver()
export class AcceptInvitationResolver {
  constructor(
    private readonly useCase: AcceptInvitation,
    private readonly throttles: Throttles,
  ) {}

  @AllowPublic()
  @Mutation(() => SessionPayload)
  async acceptInvitation(
    @Args('input') input: AcceptInvitationInput,
    @CurrentScope() scope: RequestScope,
  ): Promise<SessionPayload> {
    const byAddress = { key: `join:${scope.address}`, patience: REGISTRATION };
    const outcome = await refusable(async () => {
      await this.throttles.take(byAddress);
      return this.useCase.execute(input);
    });
    if ('refusals' in outcome) return answer(outcome, async () => ({}));
    if ('result' in outcome.result) await this.throttles.forgive(byAddress);
    return answer(outcome.result, async (tokens) => ({ tokens }));
  }
}
