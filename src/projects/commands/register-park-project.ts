import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Args, Field, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { refuse } from '../../../libs/workflow/src/index';
import {
  Allow,
  BusinessDay,
  CommandInput,
  Commands,
  CurrentActor,
  Id,
  NEVER_OPENED,
  answer,
  businessDateOf,
  notFound,
  type Actor,
  type Outcome,
  type Tx,
} from '../../platform/index';
import { ShownIntents, type KnownIntent } from '../../investing/index';
import { InvestorInput, ParkProjectTermsInput } from '../api/project.input';
import { PROJECT_HANDLERS } from '../api/project-readers';
import { ParkProjectPayload } from '../api/project.type';
import { projectNumber } from '../domain/project.events';
import { EARLIEST_DAY, projectRefusals } from '../domain/project.refusals';
import { ParkProject } from '../storage/project.entity';
import { ProjectBook } from '../storage/project-book';
import { ProjectOwners } from '../storage/project-owners';
import { ProjectReader } from '../storage/project-reader';
import { ProjectTerms } from '../storage/project-terms';

@InputType()
export class RegisterParkProjectInput extends CommandInput {
  @Field(() => Id)
  parkId!: string;

  @Field(() => InvestorInput)
  investor!: InvestorInput;

  @Field(() => Id, {
    nullable: true,
    description: 'The intent it came of: one’s own, or one the park is shown; only these two are told so',
  })
  intentId?: string | null;

  @Field(() => ParkProjectTermsInput)
  terms!: ParkProjectTermsInput;

  @Field(() => Id, { nullable: true, description: 'Who introduced it; one’s own organization if not given' })
  introducerId?: string | null;

  @Field(() => Id, { nullable: true, description: 'Which member of the introducer' })
  introducerMemberId?: string | null;

  @Field(() => BusinessDay, { nullable: true, description: 'When the lead came; today if not given' })
  leadOn?: string | null;
}

/** A lead, known to its introducer, its investor and whoever writes it down, and to nobody else until it is released or signed. */
@Injectable()
export class RegisterParkProject {
  constructor(
    private readonly commands: Commands,
    private readonly terms: ProjectTerms,
    private readonly book: ProjectBook,
    private readonly owners: ProjectOwners,
    private readonly intents: ShownIntents,
  ) {}

  execute(actor: Actor, input: RegisterParkProjectInput): Promise<Outcome<{ projectId: string }>> {
    return this.commands.run({ operation: 'registerParkProject', actor, input }, async (tx) => {
      const project = await this.read(tx, actor, input);
      await tx.add(ParkProject, project);
      await this.book.step(tx, actor, project, { verb: 'register', occurredOn: leadDay(tx, input) });
      await this.owners.release(tx, actor, project, [actor.organizationId]);
      await this.owners.assign(tx, project, {
        organizationId: actor.organizationId,
        memberId: actor.memberId,
      });
      await this.book.record(tx, actor, 'registerParkProject', project, { from: null });
      const { introducerId, investorId } = project;
      const others = [introducerId, investorId].filter((id) => id !== null && id !== actor.organizationId);
      await this.book.tell(tx, project, 'PROJECT_RELEASED', others as string[]);
      return { projectId: project.id };
    });
  }

  private async read(tx: Tx, actor: Actor, input: RegisterParkProjectInput): Promise<ParkProject> {
    const { parkId, intentId = null } = input;
    const intent = intentId === null ? null : await this.intents.known(tx, actor, { intentId, parkId });
    const [park] = await tx.query<{ countyCode: string }>(
      `SELECT home_county_code AS "countyCode" FROM parks WHERE id = $1 AND state = 'CONFIRMED' FOR SHARE`,
      [parkId],
    );
    if (!park) throw notFound(['parkId']);
    const investor = await this.terms.investor(tx, input.investor, ['investor']);
    if (intentId !== null) await requireOwnIntent(tx, { parkId, intentId }, intent, investor.investorId);
    const terms = await this.terms.read(tx, input.terms, park.countyCode, ['terms']);
    const introducerId = input.introducerId ?? actor.organizationId;
    const introducerMemberId = input.introducerMemberId ?? null;
    await this.requireIntroducer(tx, introducerId, introducerMemberId);
    const id = randomUUID();
    return {
      ...investor,
      ...terms,
      id,
      version: 1,
      number: projectNumber(businessDateOf(tx.at), id),
      parkId,
      intentId,
      enterpriseName: null,
      enterpriseUscc: null,
      introducerId,
      introducerMemberId,
      stage: 'LEAD',
      standing: 'ACTIVE',
      signedAt: null,
      evidenceAt: tx.at,
      stalledAt: null,
      registeredBy: actor.memberId,
      registrantId: actor.organizationId,
      registeredAt: tx.at,
      paidInFen: 0n,
      opensAt: NEVER_OPENED,
    };
  }

  private async requireIntroducer(tx: Tx, introducerId: string, memberId: string | null): Promise<void> {
    const [found] = await tx.query<{ known: boolean }>(
      `SELECT $2::uuid IS NULL OR EXISTS (SELECT FROM members m WHERE m.id = $2 AND m.organization_id = o.id) AS known
         FROM organizations o WHERE o.id = $1`,
      [introducerId, memberId],
    );
    if (!found) refuse(projectRefusals.ORGANIZATION_UNKNOWN(['introducerId']));
    else if (!found.known) refuse(projectRefusals.INTRODUCER_MEMBER_ELSEWHERE(['introducerMemberId']));
  }
}

/** Whoever may not know of the intent hears of none. */
async function requireOwnIntent(
  tx: Tx,
  { parkId, intentId }: { parkId: string; intentId: string },
  intent: KnownIntent | null,
  investorId: string | null,
): Promise<void> {
  if (!intent) throw notFound(['intentId']);
  if (!intent.stands) refuse(projectRefusals.INTENT_NOT_SHOWN(['intentId']));
  if (intent.investorId !== investorId) refuse(projectRefusals.INTENT_OF_ANOTHER(['investor']));
  const running = await tx.query(
    `SELECT FROM park_projects WHERE intent_id = $1 AND park_id = $2 AND standing IN ('ACTIVE', 'STALLED')`,
    [intentId, parkId],
  );
  if (running.length > 0) refuse(projectRefusals.INTENT_HAS_PROJECT(['intentId']));
}

function leadDay(tx: Tx, { leadOn }: RegisterParkProjectInput): string {
  const today = businessDateOf(tx.at);
  if (leadOn && (leadOn < EARLIEST_DAY || leadOn > today))
    refuse(projectRefusals.STEP_DATE_WRONG({ earliest: EARLIEST_DAY }, ['leadOn']));
  return leadOn ?? today;
}

@Resolver()
export class RegisterParkProjectResolver {
  constructor(
    private readonly useCase: RegisterParkProject,
    private readonly projects: ProjectReader,
  ) {}

  @Allow(...PROJECT_HANDLERS)
  @Mutation(() => ParkProjectPayload)
  async registerParkProject(
    @Args('input') input: RegisterParkProjectInput,
    @CurrentActor() actor: Actor,
  ): Promise<ParkProjectPayload> {
    return answer(await this.useCase.execute(actor, input), async ({ projectId }) => ({
      project: await this.projects.visibleTo(actor, projectId),
    }));
  }
}
