import type { Fen } from '../../../libs/money/src/index';

/** From whose money a dispute is met. */
export interface DisputeSplit {
  readonly heldFen: Fen;
  readonly payableFen: Fen;
  /** Was paid out to the supplier, or is about to be: he owes it back. */
  readonly owedFen: Fen;
}

/**
 * First what is still held for the buyer, then what is owed to the supplier, then what he was paid; never more than the
 * capture brought to the order and did not take back. What is left over is the platform's loss.
 */
export function splitOfDispute(
  fen: Fen,
  leftOfCaptureFen: Fen,
  available: { readonly heldFen: Fen; readonly payableFen: Fen; readonly settledFen: Fen },
): DisputeSplit {
  let rest = fen < leftOfCaptureFen ? fen : leftOfCaptureFen;
  const take = (mostFen: Fen) => {
    const taken = mostFen < rest ? mostFen : rest;
    rest -= taken > 0n ? taken : 0n;
    return taken > 0n ? taken : 0n;
  };
  return {
    heldFen: take(available.heldFen),
    payableFen: take(available.payableFen),
    owedFen: take(available.settledFen - available.payableFen),
  };
}

/** What of it is given back, when the dispute turns out smaller for the order: in the reverse order. */
export function givenBackOf(split: DisputeSplit, fen: Fen): DisputeSplit {
  let rest = fen;
  const give = (mostFen: Fen) => {
    const given = mostFen < rest ? mostFen : rest;
    rest -= given;
    return given;
  };
  const owedFen = give(split.owedFen);
  const payableFen = give(split.payableFen);
  return { owedFen, payableFen, heldFen: give(split.heldFen) };
}

export const sumOf = ({ heldFen, payableFen, owedFen }: DisputeSplit): Fen => heldFen + payableFen + owedFen;
