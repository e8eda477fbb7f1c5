import { parseArgs } from 'node:util';
import { SystemClock } from '../../platform/index';
import { CallFailed } from './caller';
import { demoWalkers } from './demo-walkers';
import { Narrator } from './narrator';
import { keepAgreement } from './keep-agreement';
import { payInParts } from './pay-in-parts';
import { sourceGoods } from './source-goods';
import { Walk } from './walk';
import { walkThrough } from './walk-through';

const WALKTHROUGH_HELP = `npm run walkthrough [-- 选项 options]

  对运行中的携手（npm start）走一遍：从找货到计入协议进度，再部分退款；再从询价单到匹配、比价、定标与订单；再由两地协作办核对协议、争议一行并签署月份；最后一单分期付款：预付款刷卡（Stripe 替身）、尾款由对账单入账、短少与部分退款原路退回、向合作社付款。可反复运行。
  Walks one order through the running product (npm start): from the shelf to the agreement's progress, and a part back;
  then a need from the request to matching, quotes, the award and its orders; then both offices look at their
  agreement, settle a dispute and sign a month; at last an order paid in parts: the deposit by card at Stripe's stand-in,
  the balance by a bank statement, what is short and bad goes back, and a cooperative is paid.

  --url URL        默认 http://127.0.0.1:3000/graphql
  --language zh|en 默认 zh
`;

/** `npm run walkthrough`: true if every figure was as expected. */
export async function walkFromTerminal(
  parameters: string[],
  print: (line: string) => void,
): Promise<boolean> {
  const { values } = parseArgs({
    args: parameters,
    options: {
      url: { type: 'string', default: 'http://127.0.0.1:3000/graphql' },
      language: { type: 'string', default: 'zh' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    print(WALKTHROUGH_HELP);
    return true;
  }
  const language = values.language === 'en' ? 'en' : 'zh';
  const say = (zh: string, en: string) => print(language === 'zh' ? zh : en);
  const narrator = new Narrator(print, language);
  say(`携手 · 走一遍 · ${values.url}`, `Xieshou · the walk-through · ${values.url}`);
  try {
    const walk = new Walk(values.url, language, demoWalkers, new SystemClock(), narrator);
    await walkThrough(walk);
    await sourceGoods(walk);
    await keepAgreement(walk);
    await payInParts(walk);
  } catch (error) {
    if (isUnreachable(error))
      say(
        `✗ ${values.url} 没有响应：先运行 npm start`,
        `✗ ${values.url} does not answer: run npm start first`,
      );
    else if (error instanceof CallFailed) print(`    ✗ ${error.message}`);
    else throw error;
    return false;
  }
  const wrong = narrator.differences;
  if (wrong > 0) say(`✗ ${wrong} 处不符`, `✗ ${wrong} differences`);
  else say('✓ 全部相符', '✓ everything as expected');
  return wrong === 0;
}

const isUnreachable = (error: unknown) => error instanceof TypeError && error.message === 'fetch failed';
