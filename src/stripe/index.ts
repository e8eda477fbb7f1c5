export { StripeModule } from './stripe.module';
