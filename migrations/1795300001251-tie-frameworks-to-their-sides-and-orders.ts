import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A side's signature is its organization's, an order's framework is there, and nothing is accepted above a call-off: its
 * cap is hard. Call-offs placed before keep the tolerance their contracts say. What stands already is validated next.
 */
export class TieFrameworksToTheirSidesAndOrders1795300001251 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    for (const statement of [...SIDES, ...ORDERS, ...ACCEPTED]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`SET LOCAL lock_timeout = '5s'`);
    await runner.query('DROP TRIGGER acceptance_lines_within_call_offs ON acceptance_lines');
    await runner.query('DROP TRIGGER orders_call_off_exactly ON orders');
    await runner.query('DROP TRIGGER orders_keep_calling_off_exactly ON orders');
    await runner.query('ALTER TABLE orders DROP CONSTRAINT orders_of_frameworks');
    await runner.query('ALTER TABLE order_lines DROP CONSTRAINT order_lines_of_frameworks');
    await runner.query('DROP TRIGGER framework_signatures_of_sides ON framework_signatures');
    await runner.query('DROP TRIGGER framework_agreements_keep_sides ON framework_agreements');
    for (const name of [
      'accepted_above_call_off',
      'call_off_with_tolerance',
      'strange_signature',
      'moved_sides',
    ])
      await runner.query(`DROP FUNCTION refuse_${name}()`);
  }
}

const refusing = (name: string, body: string) =>
  `CREATE FUNCTION refuse_${name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN ${body} END $$`;
const raise = (text: string) => `RAISE EXCEPTION '${text}' USING ERRCODE = 'check_violation';`;

const SIDES = [
  refusing(
    'strange_signature',
    `IF NOT EXISTS (SELECT FROM framework_agreements f JOIN members m ON m.id = NEW.member_id
         WHERE f.id = NEW.framework_id AND m.organization_id = NEW.organization_id
           AND NEW.organization_id = CASE NEW.side WHEN 'BUYER' THEN f.buyer_id ELSE f.supplier_id END)
     THEN ${raise('the signature is not of its side')} END IF;
     RETURN NEW;`,
  ),
  `CREATE TRIGGER framework_signatures_of_sides BEFORE INSERT OR UPDATE OF framework_id, side, organization_id, member_id
     ON framework_signatures FOR EACH ROW EXECUTE FUNCTION refuse_strange_signature()`,
  refusing('moved_sides', raise('the sides of a framework stay')),
  `CREATE TRIGGER framework_agreements_keep_sides BEFORE UPDATE ON framework_agreements FOR EACH ROW
     WHEN (OLD.buyer_id <> NEW.buyer_id OR OLD.supplier_id <> NEW.supplier_id) EXECUTE FUNCTION refuse_moved_sides()`,
];

const ORDERS = [
  `ALTER TABLE orders ADD CONSTRAINT orders_of_frameworks
     FOREIGN KEY (framework_id) REFERENCES framework_agreements NOT VALID`,
  `ALTER TABLE order_lines ADD CONSTRAINT order_lines_of_frameworks
     FOREIGN KEY (framework_line_id) REFERENCES framework_lines NOT VALID`,
  refusing('call_off_with_tolerance', raise('a call-off has no tolerance above it')),
  `CREATE TRIGGER orders_call_off_exactly BEFORE INSERT ON orders FOR EACH ROW
     WHEN (NEW.framework_id IS NOT NULL AND NEW.tolerance_bp <> 0) EXECUTE FUNCTION refuse_call_off_with_tolerance()`,
  `CREATE TRIGGER orders_keep_calling_off_exactly BEFORE UPDATE ON orders FOR EACH ROW
     WHEN (NEW.framework_id IS NOT NULL AND NEW.tolerance_bp <> 0
       AND (OLD.framework_id IS DISTINCT FROM NEW.framework_id OR OLD.tolerance_bp <> NEW.tolerance_bp))
     EXECUTE FUNCTION refuse_call_off_with_tolerance()`,
];

const ACCEPTED = [
  refusing(
    'accepted_above_call_off',
    `IF EXISTS (SELECT FROM order_lines l JOIN orders o ON o.id = l.order_id
         WHERE l.id = NEW.order_line_id AND l.framework_line_id IS NOT NULL
           AND (SELECT sum(a.accepted_base) FROM acceptance_lines a WHERE a.order_line_id = l.id)
             > trunc((l.quantity_base - l.cancelled_base)::numeric * (10000 + o.tolerance_bp) / 10000))
     THEN ${raise('more is accepted than was called off')} END IF;
     RETURN NULL;`,
  ),
  `CREATE TRIGGER acceptance_lines_within_call_offs AFTER INSERT ON acceptance_lines
     FOR EACH ROW EXECUTE FUNCTION refuse_accepted_above_call_off()`,
];
