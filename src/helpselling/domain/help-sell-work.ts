/** Words of the tasks and notices of help-selling. */
export const helpSellWork = {
  SIGN_HELP_SELL_MANDATE: { zh: '签署帮销委托', en: 'Sign a help-sell mandate' },
  HELP_SELL_MANDATE_SIGNED: { zh: '供应商已签署帮销委托', en: 'The supplier signed the help-sell mandate' },
  HELP_SELL_MANDATE_WITHDRAWN: { zh: '帮销委托已撤回', en: 'A help-sell mandate was withdrawn' },
  HELP_SELL_MANDATE_ENDED: { zh: '帮销委托已终止', en: 'A help-sell mandate was ended' },
} as const;
