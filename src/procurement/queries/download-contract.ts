import { Controller, Get, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { AllowSignedIn, CurrentActor, Database, notFound, type Actor } from '../../platform/index';
import { OrderReader } from '../storage/order-reader';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

interface FrozenText {
  readonly orderId: string;
  readonly number: string;
  readonly version: number;
  readonly text: string;
}

/** GET /contracts/:id: the frozen text byte for byte as it was hashed and signed, for whoever may see the order. */
@Controller('contracts')
export class DownloadContract {
  constructor(
    private readonly database: Database,
    private readonly orders: OrderReader,
  ) {}

  @Get(':id')
  @AllowSignedIn()
  async download(@CurrentActor() actor: Actor, @Param('id') id: string, @Res() reply: FastifyReply) {
    const contract = UUID.test(id) ? await this.find(id) : null;
    if (!contract || !(await this.orders.visibleTo(actor, contract.orderId))) throw notFound();
    const name = `合同-${contract.number}-V${contract.version}.txt`;
    return reply
      .header('content-type', 'text/plain; charset=utf-8')
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
      .header('cache-control', 'private, no-store')
      .send(Buffer.from(contract.text, 'utf8'));
  }

  private find(id: string): Promise<FrozenText | null> {
    return this.database.one<FrozenText>(
      `SELECT c.order_id AS "orderId", o.number, c.version, c.text FROM order_contracts c JOIN orders o ON o.id = c.order_id
        WHERE c.id = $1`,
      [id],
    );
  }
}
