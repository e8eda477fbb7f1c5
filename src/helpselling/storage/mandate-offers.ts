import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { refuse } from '../../../libs/workflow/src/index';
import type { MoneyText } from '../../../libs/money/src/index';
import { CatalogReader } from '../../catalog/index';
import { Organizations, RelatedOrganizations } from '../../organizations/index';
import {
  AuditChain,
  addDays,
  businessDateOf,
  canonicalJson,
  notFound,
  sha256Of,
  type Actor,
  type Tx,
} from '../../platform/index';
import { Regions, wholeNumberOf } from '../../regions/index';
import { helpSellRefusals } from '../domain/help-sell.refusals';
import { mandateText, type MandateFacts } from '../domain/mandate-text';
import { readCeiling, readProducts, requirePeriod } from '../domain/said-mandate';
import { HelpSellMandate } from './help-sell-mandate.entity';

export interface SaidMandate {
  readonly supplierId: string;
  readonly channelId: string;
  readonly productIds: readonly string[];
  readonly validFrom: string;
  readonly validTo: string;
  readonly ceiling: MoneyText;
}

interface Named {
  readonly id: string;
  readonly name: string;
}
type Parties = Pick<MandateFacts, 'helper' | 'supplier' | 'channel'>;

/** Writes a mandate down as its helper offers it: the text the supplier will sign, and its rows. */
@Injectable()
export class MandateOffers {
  constructor(
    private readonly organizations: Organizations,
    private readonly related: RelatedOrganizations,
    private readonly catalog: CatalogReader,
    private readonly regions: Regions,
    private readonly chain: AuditChain,
  ) {}

  async write(tx: Tx, actor: Actor, said: SaidMandate): Promise<HelpSellMandate> {
    const parties = await this.partiesOf(tx, actor, said);
    const offered = await this.catalog.offeredProducts(tx, said.productIds);
    const products = readProducts(said.productIds, said.supplierId, offered);
    const ceilingFen = readCeiling(said.ceiling);
    await this.requirePeriod(tx, said);
    const { validFrom, validTo } = said;
    const id = randomUUID();
    const auditHead = await this.chain.head(tx);
    const facts = { id, ...parties, products, validFrom, validTo, ceilingFen, auditHead };
    const mandate = rowOf(tx, actor, facts);
    await tx.add(HelpSellMandate, mandate);
    await tx.query(
      `INSERT INTO help_sell_products (mandate_id, position, product_id, supplier_id, channel_id)
       SELECT $1, position, product_id, $2, $3 FROM unnest($4::uuid[]) WITH ORDINALITY p (product_id, position)`,
      [id, mandate.supplierId, mandate.channelId, said.productIds],
    );
    return mandate;
  }

  private async partiesOf(tx: Tx, actor: Actor, said: SaidMandate): Promise<Parties> {
    const helperId = actor.organizationId;
    const found = await this.organizations.many(tx, [helperId, said.supplierId]);
    const [helper, supplier] = [found.get(helperId), found.get(said.supplierId)];
    if (!helper || !supplier) throw notFound(['supplierId']);
    const [channel] = await tx.query<Parties['channel'] & { state: string }>(
      'SELECT id, name, kind, state FROM sales_channels WHERE id = $1 FOR SHARE',
      [said.channelId],
    );
    if (!channel) throw notFound(['channelId']);
    if (channel.state !== 'OPEN') refuse(helpSellRefusals.CHANNEL_CLOSED(['channelId']));
    const related = await this.related.among(tx, [helperId, supplier.id]);
    if (related(helperId, supplier.id)) refuse(helpSellRefusals.MANDATE_PARTIES_RELATED(['supplierId']));
    const { id, name, kind } = channel;
    return { helper: named(helper), supplier: named(supplier), channel: { id, name, kind } };
  }

  private async requirePeriod(tx: Tx, said: SaidMandate): Promise<void> {
    const today = businessDateOf(tx.at);
    const longest = wholeNumberOf(await this.regions.rule('MANDATE_LONGEST_DAYS', today, undefined, tx));
    requirePeriod(said, { today, latest: addDays(said.validFrom, longest - 1), longest });
  }
}

const named = ({ id, name }: Named): Named => ({ id, name });

function rowOf(tx: Tx, actor: Actor, facts: MandateFacts): HelpSellMandate {
  const content = canonicalJson(mandateText(facts));
  return {
    id: facts.id,
    helperId: facts.helper.id,
    supplierId: facts.supplier.id,
    channelId: facts.channel.id,
    validFrom: facts.validFrom,
    validTo: facts.validTo,
    ceilingFen: facts.ceilingFen,
    drawnFen: 0n,
    state: 'OFFERED',
    content,
    sha256: sha256Of(Buffer.from(content)),
    offeredBy: actor.memberId,
    offeredAt: tx.at,
    signedBy: null,
    signedAt: null,
    endedAt: null,
    version: 1,
  };
}
