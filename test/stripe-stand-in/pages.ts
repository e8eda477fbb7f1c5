import type Stripe from 'stripe';

const NOTICE =
  '模拟支付：这是 Stripe 的本地替身，不收付真实款项。/ This is a local stand-in for Stripe. No money moves here.';

const escaped = (text: string) => text.replaceAll(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0)};`);

const page = (title: string, inner: string) => `<!doctype html>
<html lang="zh-CN"><meta charset="utf-8"><title>${escaped(title)} · 模拟支付 / stand-in for Stripe</title>
<body style="font-family: sans-serif; max-width: 48rem; margin: 2rem auto">
<p style="background: #fff3cd; padding: 1rem"><strong>${NOTICE}</strong></p>
<h1>${escaped(title)}</h1>
${inner}
</body></html>
`;

/** One button per thing a person can do there. */
const buttons = (choices: Readonly<Record<string, string>>) =>
  `<form method="post">${Object.entries(choices)
    .map(([choice, text]) => `<button name="choice" value="${escaped(choice)}">${escaped(text)}</button> `)
    .join('')}</form>`;

export const WAYS = {
  pm_card_visa: '银行卡付款 / Pay by card',
  pm_card_visa_chargeDeclined: '银行卡被拒 / Card is declined',
  alipay: '支付宝 / Alipay',
  wechat_pay: '微信支付 / WeChat Pay',
} as const;
export const ACTS = { pays: '确认付款 / Pay', refuses: '拒绝付款 / Do not pay' } as const;
export const OUTCOMES = {
  complete: '资料齐全 / All told',
  incomplete: '资料不全 / Something is missing',
  rejected: '被拒绝 / Rejected',
} as const;

const sumOf = ({ amount, currency }: Stripe.PaymentIntent) =>
  `${amount} ${currency.toUpperCase()} (minor units 最小单位)`;

export function payPage(intent: Stripe.PaymentIntent): string {
  const open = intent.status === 'requires_payment_method' || intent.status === 'requires_confirmation';
  const choices: Readonly<Record<string, string>> = open
    ? WAYS
    : intent.status === 'requires_action'
      ? ACTS
      : {};
  const offered = Object.entries(choices).filter(
    ([way]) => way.startsWith('pm_card') || !open || intent.payment_method_types.includes(way),
  );
  return page(
    `付款 / Payment ${intent.id}`,
    `<p>${escaped(sumOf(intent))}</p><p>状态 / status: <code>${escaped(intent.status)}</code></p>${buttons(Object.fromEntries(offered))}`,
  );
}

export const onboardPage = (account: Stripe.Account): string =>
  page(
    `开户 / Onboarding ${account.id}`,
    `<p>payouts_enabled: <code>${account.payouts_enabled}</code></p>${buttons(OUTCOMES)}`,
  );

export function overviewPage(intents: readonly Stripe.PaymentIntent[], controls: readonly string[]): string {
  const rows = intents.map(
    (one) =>
      `<li><a href="/stand-in/pay/${escaped(one.id)}">${escaped(one.id)}</a> ${escaped(sumOf(one))} <code>${escaped(one.status)}</code></li>`,
  );
  const verbs = controls.map((name) => `<li><code>POST /stand-in/controls/${escaped(name)}</code></li>`);
  return page(
    'Stripe',
    `<h2>付款 / Payments</h2><ul>${rows.join('')}</ul><h2>控制 / Controls</h2><ul>${verbs.join('')}</ul>`,
  );
}
