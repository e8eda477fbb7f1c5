import { STAND_IN_KEY, STAND_IN_SECRET, startStripeStandIn } from './start';

const USUAL_PORT = 12_111;
const USUAL_RECEIVER = 'http://127.0.0.1:3000/stripe/events';

/** npm run stripe:local [-- --port <n>] [--events-to <url>] [--keep-in <file>]: plays Stripe until it is stopped. */
export async function hostStandIn(args: readonly string[], say: (line: string) => void): Promise<void> {
  const given = (name: string) => {
    const place = args.indexOf(`--${name}`);
    return place === -1 ? undefined : args[place + 1];
  };
  const url = given('events-to') ?? USUAL_RECEIVER;
  const endpoints = [
    { url, secrets: [STAND_IN_SECRET] },
    { url, secrets: [STAND_IN_SECRET], connect: true },
  ];
  const port = Number(given('port') ?? USUAL_PORT);
  const standIn = await startStripeStandIn({ port, endpoints, keptIn: given('keep-in') });
  const address = `http://${standIn.host}:${standIn.port}`;
  const settings = {
    STRIPE_API_URL: address,
    STRIPE_SECRET_KEY: STAND_IN_KEY,
    STRIPE_PUBLISHABLE_KEY: STAND_IN_KEY.replace('sk', 'pk'),
    STRIPE_WEBHOOK_SECRETS: STAND_IN_SECRET,
    STRIPE_CONNECT_COUNTRY: 'HK',
    STRIPE_CONNECT_RETURN_URL: `${address}/stand-in`,
  };
  say('模拟支付：Stripe 的本地替身，不收付真实款项 / A local stand-in for Stripe: no money moves');
  say(`  ${address}/stand-in`);
  say(`  事件发往 / events go to: ${url}`);
  say('应用的设置 / Settings of the application:');
  for (const [name, value] of Object.entries(settings)) say(`  ${name}=${value}`);
  process.send?.(settings); // npm start hands them to the application
  await new Promise((stopped) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stopped);
  });
  await standIn.stop();
}

if (require.main === module)
  void hostStandIn(process.argv.slice(2), () => {}).then(
    () => process.exit(0),
    (error: unknown) => {
      process.stderr.write(`✗ ${error instanceof Error ? error.message : String(error)}\n`);
      process.exit(1);
    },
  );
