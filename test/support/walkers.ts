import type { Walkers } from '../../src/demo/walkthrough/walk';
import { TEST_PASSWORD, type People } from './people';

/** Whoever walks through, among a test's people. */
export function walkersAmong(people: People, rice: People['supplier']): Walkers {
  const { buyer, supplier, otherSupplier, finance, financeSecond, coordEast, coordWest } = people;
  const account = ({ login }: { login: string }) => ({ login, password: TEST_PASSWORD });
  return {
    clerk: account(buyer.clerk),
    approver: account(buyer.approver),
    supplier: account(supplier.member),
    finance: account(finance),
    financeSecond: account(financeSecond),
    coordinator: account(coordEast.city),
    eastAdmin: account(coordEast.city),
    westCoordinator: account(coordWest.city),
    riceSupplier: account(rice.member),
    pepperRival: account(otherSupplier.member),
  };
}
