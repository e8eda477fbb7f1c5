import { Context, Int, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import DataLoader from 'dataloader';
import { Database, type RequestScope } from '../../platform/index';
import { CountedPortion } from './portion.type';

/** How often a buyer corrects stands beside what it counts, for whoever answers for the target (workflow 11). */
@Resolver(() => CountedPortion)
export class PortionCorrections {
  constructor(private readonly database: Database) {}

  @ResolveField(() => Int, {
    description: 'Changes of attribution the buyer has carried out for orders placed in the same year',
  })
  buyerCorrections(
    @Parent() portion: CountedPortion,
    @Context('scope') scope: RequestScope,
  ): Promise<number> | number {
    if (portion.orderId === null) return 0;
    return scope
      .loader(this, () => new DataLoader((ids: readonly string[]) => this.load(ids)))
      .load(portion.orderId);
  }

  private async load(orderIds: readonly string[]): Promise<number[]> {
    const rows = await this.database.query<{ id: string; count: number }>(
      `SELECT asked.id, count(*)::int AS count FROM orders asked
       JOIN reattributions r ON r.buyer_id = asked.buyer_id AND r.state = 'CONFIRMED'
       JOIN orders moved ON moved.id = r.order_id
         AND extract(year FROM moved.placed_on) = extract(year FROM asked.placed_on)
       WHERE asked.id = ANY($1) GROUP BY asked.id`,
      [orderIds],
    );
    const counts = new Map(rows.map((row) => [row.id, row.count]));
    return orderIds.map((id) => counts.get(id) ?? 0);
  }
}
