import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, ObjectType, Resolver } from '@nestjs/graphql';
import {
  AllowPublic,
  Audit,
  CurrentScope,
  Payload,
  RegionCode,
  RequestScope,
  ShortText,
  Transactions,
  Id,
  answer,
  type Outcome,
  type Tx,
} from '../../platform/index';
import { LoginName, Password, Phone, UsccText } from '../api/credentials';
import { SelfRegisteredKindEnum } from '../api/enums';
import { refuse } from '../../../libs/workflow/src/index';
import { organizationRefusals } from '../domain/organization.refusals';
import { SELF_REGISTERED_KINDS, type OrganizationKind } from '../domain/organization-kind';
import { requireStrong } from '../domain/password.rules';
import { REGISTRATION } from '../domain/patience';
import { rolesOf } from '../domain/role';
import { sideOf } from '../domain/side';
import { Joining } from '../storage/joining';
import { Passwords } from '../storage/passwords';
import { refusable } from '../storage/refusable';
import { Throttles } from '../storage/throttles';

@InputType()
export class RegisterOrganizationInput {
  @Field(() => SelfRegisteredKindEnum)
  kind!: OrganizationKind;

  @Field(() => ShortText)
  name!: string;

  @Field(() => UsccText)
  uscc!: string;

  @Field(() => RegionCode, {
    description: 'County of registration (or prefecture without counties), valid today',
  })
  regionCode!: string;

  @Field(() => LoginName)
  login!: string;

  @Field(() => Password)
  password!: string;

  @Field(() => ShortText)
  displayName!: string;

  @Field(() => Phone, { nullable: true })
  phone?: string | null;
}

@ObjectType()
export class RegisterOrganizationPayload extends Payload {
  @Field(() => Id, { nullable: true })
  organizationId?: string;
}

/** Registers an organization with its first member, who may give himself every role it may give. */
@Injectable()
export class RegisterOrganization {
  constructor(
    private readonly transactions: Transactions,
    private readonly throttles: Throttles,
    private readonly passwords: Passwords,
    private readonly joining: Joining,
    private readonly audit: Audit,
  ) {}

  execute(
    input: RegisterOrganizationInput,
    from: { address: string; demonstration?: boolean },
  ): Promise<Outcome<{ organizationId: string; memberId: string }>> {
    return refusable(async () => {
      await this.throttles.take({ key: `register:${from.address}`, patience: REGISTRATION });
      if (!SELF_REGISTERED_KINDS.includes(input.kind)) refuse(organizationRefusals.KIND_NOT_OPEN(['kind']));
      requireStrong(input.password, input.login, ['password']);
      const passwordHash = await this.passwords.hash(input.password);
      return this.transactions.run((tx) => this.register(tx, input, passwordHash, from.demonstration));
    });
  }

  private async register(
    tx: Tx,
    input: RegisterOrganizationInput,
    passwordHash: string,
    demonstration = false,
  ) {
    const { kind, name, uscc, regionCode, login, displayName } = input;
    if (regionCode.endsWith('0000')) refuse(organizationRefusals.REGION_NOT_COUNTY(['regionCode']));
    const side = sideOf(regionCode);
    const organizationId = await this.joining.addOrganization(tx, {
      kind,
      name,
      uscc,
      regionCode,
      side,
      demonstration,
    });
    const memberId = await this.joining.addMember(tx, {
      organizationId,
      login,
      displayName,
      phone: input.phone ?? null,
      passwordHash,
      roles: rolesOf(kind, regionCode),
    });
    await this.audit.record(tx, {
      actor: { memberId, organizationId },
      action: 'registerOrganization',
      subjectKind: 'Organization',
      subjectId: organizationId,
      toState: kind,
    });
    return { organizationId, memberId };
  }
}

@Resolver()
export class RegisterOrganizationResolver {
  constructor(private readonly useCase: RegisterOrganization) {}

  @AllowPublic()
  @Mutation(() => RegisterOrganizationPayload)
  async registerOrganization(
    @Args('input') input: RegisterOrganizationInput,
    @CurrentScope() scope: RequestScope,
  ): Promise<RegisterOrganizationPayload> {
    const outcome = await this.useCase.execute(input, { address: scope.address });
    return answer(outcome, async ({ organizationId }) => ({ organizationId }));
  }
}
