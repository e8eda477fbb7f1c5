import { Injectable } from '@nestjs/common';
import { refuse, type RefusalPath } from '../../../libs/workflow/src/index';
import { Organizations, type Organization } from '../../organizations/index';
import type { BusinessDate, Tx } from '../../platform/index';
import { Regions } from '../../regions/index';
import { levelOfAid, type PairingLevel } from '../domain/pairing-level';
import { pairingRefusals } from '../domain/pairing.refusals';
import { liesIn } from '../domain/region-scope';
import type { RelationKind } from '../domain/relation-kind';
import type { Pairing } from './pairing.entity';
import { RELATION_KINDS } from './relation-kinds';

interface SideWish {
  readonly regionCode?: string | null;
  readonly organizationId?: string | null;
}

export interface RelationWish {
  readonly kind: string;
  readonly helper: SideWish;
  readonly helped: SideWish;
  readonly counterOrganizationId?: string | null;
  readonly validFrom: BusinessDate;
}

export type RelationSidesFound = Pick<
  Pairing,
  | 'level'
  | 'eastRegionCode'
  | 'westRegionCode'
  | 'helperOrganizationId'
  | 'helpedOrganizationId'
  | 'helpedList'
  | 'counterOrganizationId'
>;

interface Side {
  readonly organization: Organization | null;
  readonly regionCode: string;
}

/** Whether two sides may be related in a scheme, and as what they stand in it. */
@Injectable()
export class RelationSides {
  constructor(
    private readonly organizations: Organizations,
    private readonly regions: Regions,
  ) {}

  async decide(tx: Tx, wish: RelationWish): Promise<RelationSidesFound> {
    const kind = RELATION_KINDS.get(wish.kind);
    if (kind?.arranged !== 'PARTIES') refuse(pairingRefusals.RELATION_ARRANGED_ELSEWHERE(['kind']));
    const helper = await this.side(tx, wish, 'helper', kind);
    const helped = await this.side(tx, wish, 'helped', kind);
    if (helper.organization && helper.organization.id === helped.organization?.id)
      refuse(pairingRefusals.RELATION_SIDE_WRONG(['helped']));
    return {
      level: levelOf(helper, helped) ?? refuse(pairingRefusals.PAIRING_LEVEL_UNKNOWN(['helped'])),
      eastRegionCode: helper.regionCode,
      westRegionCode: helped.regionCode,
      helperOrganizationId: helper.organization?.id ?? null,
      helpedOrganizationId: helped.organization?.id ?? null,
      helpedList: null,
      counterOrganizationId: await this.counter(tx, wish, helped),
    };
  }

  private async side(
    tx: Tx,
    wish: RelationWish,
    name: 'helper' | 'helped',
    kind: RelationKind,
  ): Promise<Side> {
    const { regionCode, organizationId } = wish[name];
    const wrong = () => refuse(pairingRefusals.RELATION_SIDE_WRONG([name]));
    if (Boolean(regionCode) === Boolean(organizationId)) return wrong();
    if (!kind[name].includes(organizationId ? 'ORGANIZATION' : 'REGION')) return wrong();
    if (organizationId) {
      const organization = await this.organizations.find(tx, organizationId);
      const kinds = name === 'helper' ? kind.helperKinds : kind.helpedKinds;
      if (!organization || !kinds?.includes(organization.kind)) return wrong();
      return { organization, regionCode: organization.regionCode };
    }
    return { organization: null, regionCode: await this.region(tx, wish, name, kind) };
  }

  /** I27: the code was valid on the first day. */
  private async region(tx: Tx, wish: RelationWish, name: 'helper' | 'helped', kind: RelationKind) {
    const code = wish[name].regionCode ?? '';
    const path: RefusalPath = [name, 'regionCode'];
    const place = await this.regions.place(code, wish.validFrom, tx);
    if (!place) refuse(pairingRefusals.REGION_NOT_VALID(path));
    const levels = name === 'helped' ? kind.helpedLevels : undefined;
    if (levels && !levels.includes(place.level)) refuse(pairingRefusals.PAIRING_LEVEL_UNKNOWN(path));
    return code;
  }

  /** An office whose region the helped organization lies in; a helped region has its own. */
  private async counter(tx: Tx, wish: RelationWish, helped: Side): Promise<string | null> {
    const wrong = () => refuse(pairingRefusals.COUNTER_NOT_OFFICE(['counterOrganizationId']));
    if (!helped.organization) return wish.counterOrganizationId ? wrong() : null;
    const office = wish.counterOrganizationId
      ? await this.organizations.find(tx, wish.counterOrganizationId)
      : null;
    const covers = office?.kind === 'COLLABORATION_OFFICE' && liesIn(helped.regionCode, office.regionCode);
    return covers ? office.id : wrong();
  }
}

function levelOf(helper: Side, helped: Side): PairingLevel | null {
  if (helper.organization || helped.organization) return 'ORGANIZATION';
  return levelOfAid(helper.regionCode, helped.regionCode);
}
