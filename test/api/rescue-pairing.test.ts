import { startTestApp } from '../support/app';
import { makeGoods } from '../support/goods';
import { addOrganization, makePeople } from '../support/people';
import { raiseAlarm, rescue, rescued, roundTerms } from '../support/rescue';

it('a rescue round counts where two pairings cover it equally: the unit says which when it joins', async () => {
  const app = await startTestApp();
  try {
    const people = await makePeople(app);
    const { id: parentId } = people.buyer;
    const unitId = await app.transactions.run((tx) =>
      addOrganization(tx, { kind: 'ENTERPRISE', regionCode: '330203', side: 'EAST', parentId }),
    );
    const pair = async (east: string, west: string) => {
      const [row] = await app.database.query<{ id: string }>(
        `INSERT INTO pairings (id, kind, level, east_region_code, west_region_code, valid_from, state, exclusive, source_document, verified)
         VALUES (gen_random_uuid(), 'EAST_WEST', 'COUNTY', $1, $2, '2026-01-01', 'ACTIVE', false, '示例', true) RETURNING id`,
        [east, west],
      );
      return row?.id ?? '';
    };
    const [pairingChoice, other] = [await pair('330203', '513400'), await pair('330203', '513429')];
    await pair('330200', '513430');
    const { lotId } = await makeGoods(app, people, {
      harvestedOn: '2026-05-01',
      expiresOn: '2026-08-01',
      leadDays: 3,
      inBase: 1_000_000n,
    });
    const terms = roundTerms(await raiseAlarm(app, lotId));
    const { id: roundId, version } = await rescued(app, people.agri, 'proposeRescueRound', terms);
    const yes = { roundId, expectedVersion: version, agree: true };
    await rescued(app, people.supplier.member, 'answerRescueRound', yes);
    const said = { roundId, unitId, want: { value: '1000', unit: 'kg' }, deliveryCounty: '330203' };
    const wrong = { ...said, pairingChoice: other };
    expect((await rescue(app, people.buyer.clerk, 'joinRescueRound', wrong)).refusals).toEqual([
      'PAIRING_NOT_APPLICABLE pairingChoice',
    ]);
    await rescued(app, people.buyer.clerk, 'joinRescueRound', { ...said, pairingChoice });
    await app.settle();
    const ordered = await app.database.query(
      'SELECT o.pairing_choice AS chosen FROM rescue_parts p JOIN orders o ON o.id = p.order_id WHERE p.round_id = $1',
      [roundId],
    );
    expect(ordered).toEqual([{ chosen: pairingChoice }]);
    await app.database.query(
      `UPDATE supplier_admissions SET state = 'SUSPENDED', sells = false WHERE supplier_id = $1`,
      [people.supplier.id],
    );
    const idle = await makeGoods(app, people, { harvestedOn: '2026-05-01', expiresOn: '2026-08-01' });
    const late = roundTerms(await raiseAlarm(app, idle.lotId));
    expect((await rescue(app, people.agri, 'proposeRescueRound', late)).refusals).toEqual([
      'SUPPLIER_SUSPENDED alarmId',
    ]);
  } finally {
    await app.close();
  }
});
