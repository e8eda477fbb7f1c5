import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Int, Mutation, Resolver } from '@nestjs/graphql';
import { MoneyError, parseMoney } from '../../../libs/money/src/index';
import { refuse } from '../../../libs/workflow/src/index';
import { Organizations, Password, Role, SigningPassword, type Organization } from '../../organizations/index';
import {
  Allow,
  Audit,
  CommandInput,
  Commands,
  CurrentActor,
  Id,
  MoneyInput,
  answer,
  badInput,
  businessDateOf,
  notFound,
  type Actor,
  type Tx,
} from '../../platform/index';
import { CanteenEnum, ReserveFilingPayload } from '../api/reserve-filing.type';
import { ReserveReader } from '../api/reserve-reader';
import { fieldsFit, type Canteen } from '../domain/filing';
import { reserveRefusals } from '../domain/reserve.refusals';
import { FilingDesk } from '../storage/filing-desk';
import { FilingPapers } from '../storage/filing-papers';
import { ReserveFiling } from '../storage/reserve-filing.entity';

@InputType()
export class FileReserveInput extends CommandInput {
  @Field(() => Id, { description: 'One’s own organization or one of its units' })
  unitId!: string;

  @Field(() => Int)
  year!: number;

  @Field(() => CanteenEnum)
  canteen!: Canteen;

  @Field(() => MoneyInput, {
    nullable: true,
    description: 'What an own or outsourced canteen buys in the year',
  })
  canteenAmount?: MoneyInput | null;

  @Field(() => Id, { nullable: true, description: 'Of a shared canteen: the unit that files its amount' })
  representativeUnitId?: string | null;

  @Field(() => Id, { nullable: true, description: 'Of an outsourced canteen; it may buy once it is granted' })
  contractorId?: string | null;

  @Field(() => [Id], { defaultValue: [], description: 'Trade unions among the unit’s own units' })
  unionUnitIds!: string[];

  @Field(() => Password, { description: 'The signer’s password, asked for again' })
  password!: string;
}

/** A unit signs what it reserves for a year; the unit above, or the region's office, confirms it. */
@Injectable()
export class FileReserve {
  constructor(
    private readonly commands: Commands,
    private readonly organizations: Organizations,
    private readonly papers: FilingPapers,
    private readonly desk: FilingDesk,
    private readonly password: SigningPassword,
    private readonly audit: Audit,
  ) {}

  execute(actor: Actor, input: FileReserveInput) {
    const before = () => this.password.confirm(actor, input.password, ['password']);
    return this.commands.run({ operation: 'fileReserve', actor, input, before }, async (tx) => {
      const unit = await this.budgetUnit(tx, actor, input);
      const wish = {
        unit,
        year: input.year,
        canteen: input.canteen,
        canteenFen: fenOf(input.canteenAmount ?? null),
        representativeUnitId: input.representativeUnitId ?? null,
        contractorId: input.contractorId ?? null,
        unionUnitIds: [...new Set(input.unionUnitIds)],
      };
      if (!fieldsFit(wish)) refuse(reserveRefusals.CANTEEN_FIELDS_WRONG(['canteen']));
      const filing = await this.papers.compose(tx, actor, wish);
      await this.desk.add(tx, filing, wish.unionUnitIds);
      await this.audit.record(tx, {
        actor,
        action: 'fileReserve',
        subjectKind: 'ReserveFiling',
        subjectId: filing.id,
        toState: 'FILED',
        data: { unitId: unit.id, year: input.year, sha256: filing.sha256 },
      });
      return { filingId: filing.id };
    });
  }

  /** Two filings of one unit wait for each other here. */
  private async budgetUnit(tx: Tx, actor: Actor, { unitId, year }: FileReserveInput): Promise<Organization> {
    await this.organizations.requireOwnUnit(tx, actor, unitId, ['unitId']);
    const unit = await this.organizations.find(tx, unitId);
    if (!unit) throw notFound(['unitId']);
    if (unit.kind !== 'PUBLIC_UNIT') refuse(reserveRefusals.NOT_BUDGET_UNIT(['unitId']));
    const ahead = year - Number(businessDateOf(tx.at).slice(0, 4));
    if (ahead !== 0 && ahead !== 1) refuse(reserveRefusals.FILING_YEAR_WRONG(['year']));
    await tx.query('SELECT FROM organizations WHERE id = $1 FOR NO KEY UPDATE', [unitId]);
    if (await tx.manager.existsBy(ReserveFiling, { unitId, year, state: 'FILED' }))
      refuse(reserveRefusals.FILING_WAITS(['year']));
    return unit;
  }
}

@Resolver()
export class FileReserveResolver {
  constructor(
    private readonly useCase: FileReserve,
    private readonly reserves: ReserveReader,
  ) {}

  @Allow(Role.BUYER_APPROVER)
  @Mutation(() => ReserveFilingPayload)
  async fileReserve(
    @Args('input') input: FileReserveInput,
    @CurrentActor() actor: Actor,
  ): Promise<ReserveFilingPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ filingId }) => ({
      filing: await this.reserves.filing(filingId),
    }));
  }
}

function fenOf(amount: MoneyInput | null): bigint | null {
  if (amount === null) return null;
  try {
    const { fen } = parseMoney(amount);
    if (fen >= 0n) return fen;
  } catch (error) {
    if (!(error instanceof MoneyError)) throw error;
  }
  throw badInput(['canteenAmount', 'amount'], {
    zh: '金额不得为负，最多两位小数，且不能过大',
    en: 'An amount is not negative, has at most two decimals and is not that large',
  });
}
