import { formatMoney } from '../../../libs/money/src/index';
import { toShanghaiIso, type Sheet, type SheetFact, type SheetRow } from '../../platform/index';
import { contractStates, statementStates } from '../domain/sharing.states';
import type { ContractRow, SignatureRow, StatedLineRow, StatementRow } from '../storage/sharing-reader';

/** One statement with all that is printed of it. */
export interface PrintedStatement {
  readonly statement: StatementRow;
  readonly contract: ContractRow;
  readonly parkName: string;
  readonly lines: readonly StatedLineRow[];
  readonly signatures: readonly SignatureRow[];
  readonly nameOf: (organizationId: string) => string;
}

const yuan = (fen: bigint) => formatMoney({ fen, currency: 'CNY' }).amount;
const minuteOf = (at: Date) => toShanghaiIso(at).slice(0, 16).replace('T', ' ');
const titleOf = ({ statement, parkName }: PrintedStatement) =>
  `飞地利益共享 ${parkName} ${statement.year} 年 第 ${statement.number} 份`;

/** What is shared, in which parts, and what each side has of it. */
export function sharesSheet(printed: PrintedStatement): Sheet {
  const { statement: of, contract } = printed;
  return {
    name: '核算',
    title: titleOf(printed),
    facts: factsOf(printed),
    columns: [
      { heading: '项目', kind: 'TEXT', width: 10 },
      { heading: '单位', kind: 'TEXT', width: 6 },
      { heading: '合计', kind: 'NUMBER', width: 20 },
      { heading: '东部份额（百万分之）', kind: 'WHOLE', width: 20 },
      { heading: '东部', kind: 'NUMBER', width: 20 },
      { heading: '西部份额（百万分之）', kind: 'WHOLE', width: 20 },
      { heading: '西部', kind: 'NUMBER', width: 20 },
    ],
    rows: [
      sharesRow('产值', '元', [of.outputFen, of.outputFenEast, of.outputFenWest].map(yuan), [
        contract.outputEastPpm,
        contract.outputWestPpm,
      ]),
      sharesRow('税收', '元', [of.taxFen, of.taxFenEast, of.taxFenWest].map(yuan), [
        contract.taxEastPpm,
        contract.taxWestPpm,
      ]),
      sharesRow('就业', '人', [of.jobs, of.jobsEast, of.jobsWest].map(String), [
        contract.jobsEastPpm,
        contract.jobsWestPpm,
      ]),
    ],
  };
}

const sharesRow = (
  name: string,
  unit: string,
  [whole = '', east = '', west = '']: readonly string[],
  [ofEast, ofWest]: readonly [number, number],
): SheetRow => [name, unit, whole, `${ofEast}`, east, `${ofWest}`, west];

function factsOf({ statement, contract, parkName }: PrintedStatement): SheetFact[] {
  const { effectiveFrom, effectiveTo } = contract;
  return [
    { label: '园区', value: parkName },
    { label: '状态', value: statementStates.nameOf(statement.state).zh },
    { label: '补充核算', value: statement.supplementsId ?? '否' },
    { label: '合同', value: `${contractStates.nameOf(contract.state).zh} ${contract.sha256}` },
    { label: '合同期限', value: `${effectiveFrom} 至 ${effectiveTo ?? '未定'}` },
    { label: '核算表摘要', value: statement.sha256 },
  ];
}

/** The frozen list. Of a record whose project is not the reader’s to know there is the number alone; the sums are the statement’s. */
export function linesSheet(printed: PrintedStatement): Sheet {
  const { statement, lines } = printed;
  return {
    name: '明细',
    title: titleOf(printed),
    facts: [{ label: '就业合计', value: '按每个项目最后一个季度的季末人数' }],
    columns: [
      { heading: '经营记录', kind: 'TEXT', width: 38 },
      { heading: '项目编号', kind: 'TEXT', width: 22 },
      { heading: '季度', kind: 'WHOLE' },
      { heading: '产值（元）', kind: 'MONEY' },
      { heading: '税收（元）', kind: 'MONEY' },
      { heading: '季末就业（人）', kind: 'WHOLE', width: 14 },
    ],
    rows: lines.map(({ recordId, projectNumber, quarter, outputFen, taxFen, jobs }) => [
      recordId,
      projectNumber ?? '无权查看',
      quarter === null ? null : `${quarter}`,
      outputFen === null ? null : yuan(outputFen),
      taxFen === null ? null : yuan(taxFen),
      jobs === null ? null : `${jobs}`,
    ]),
    total: ['合计', null, null, yuan(statement.outputFen), yuan(statement.taxFen), `${statement.jobs}`],
  };
}

/** Both sides, signed or not yet. */
export function signaturesSheet(printed: PrintedStatement): Sheet {
  const { signatures, nameOf, statement } = printed;
  const sides = [
    ['EAST', '东部'],
    ['WEST', '西部'],
  ] as const;
  return {
    name: '签署',
    title: titleOf(printed),
    columns: [
      { heading: '方', kind: 'TEXT', width: 8 },
      { heading: '状态', kind: 'TEXT', width: 10 },
      { heading: '签署单位', kind: 'TEXT', width: 30 },
      { heading: '签署时间', kind: 'INSTANT' },
      { heading: '所签摘要', kind: 'TEXT', width: 66 },
    ],
    rows: sides.map(([side, name]) => {
      const signed = signatures.find((one) => one.side === side);
      return signed
        ? [name, '已签', nameOf(signed.organizationId), minuteOf(signed.signedAt), signed.sha256]
        : [
            name,
            statement.state === 'DISPUTED' || statement.state === 'REPLACED' ? '不再签' : '未签',
            null,
            null,
            null,
          ];
    }),
  };
}
