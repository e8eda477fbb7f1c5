import { Body, Controller, Headers, HttpCode, Post } from '@nestjs/common';
import { AllowPublic, SignedCallback, badInput, notFound } from '../../platform/index';
import { EventInbox, type HeardEvent, type IgnoredBecause } from '../storage/event-inbox';
import { SignedEvents } from '../storage/signed-events';
import { StripeClient } from '../storage/stripe-client';

/** Where Stripe tells that something has happened. It is written down and answered at once; what it was is asked by a job. */
@Controller('stripe')
export class HearStripe {
  constructor(
    private readonly stripe: StripeClient,
    private readonly events: SignedEvents,
    private readonly inbox: EventInbox,
  ) {}

  @Post('events')
  @HttpCode(204)
  @SignedCallback()
  @AllowPublic()
  async hear(@Body() body: unknown, @Headers('stripe-signature') signature: string | undefined) {
    if (!this.stripe.settings) throw notFound();
    const event = this.events.read(body, signature);
    if (!event) throw badInput([], { zh: '签名无效', en: 'The signature is not valid' });
    await this.inbox.take(event, await this.strange(event));
  }

  private async strange({ account, live, objectId }: HeardEvent): Promise<IgnoredBecause | null> {
    if (account !== null && !(await this.inbox.knows(account))) return 'OTHER_ACCOUNT';
    if (live !== this.stripe.settings?.live) return 'OTHER_MODE';
    return objectId === '' ? 'UNKNOWN_KIND' : null;
  }
}
