/** Statements of create-catalog: land, lots, their stock and every movement of it. */
export const lotTables = [
  `CREATE TABLE capacities (
     id uuid PRIMARY KEY,
     supplier_id uuid NOT NULL REFERENCES organizations,
     county_code text NOT NULL,
     crop_code text NOT NULL,
     season integer NOT NULL CHECK (season BETWEEN 2000 AND 2199),
     verified_area_si bigint NOT NULL CHECK (verified_area_si >= 0),
     registered_base bigint NOT NULL CHECK (registered_base >= 0),
     created_at timestamptz NOT NULL,
     UNIQUE (supplier_id, county_code, crop_code, season))`,
  `CREATE TABLE plots (
     id uuid PRIMARY KEY,
     capacity_id uuid NOT NULL REFERENCES capacities,
     supplier_id uuid NOT NULL REFERENCES organizations,
     county_code text NOT NULL,
     plot_code text NOT NULL,
     crop_code text NOT NULL,
     season integer NOT NULL,
     area_si bigint NOT NULL CHECK (area_si > 0),
     state text NOT NULL CHECK (state IN ('DECLARED', 'VERIFIED', 'REJECTED', 'WITHDRAWN')),
     declared_by uuid NOT NULL REFERENCES members,
     verified_by uuid REFERENCES members,
     verified_on date,
     rejection_note text,
     created_at timestamptz NOT NULL,
     version integer NOT NULL,
     CHECK ((state = 'VERIFIED') = (verified_on IS NOT NULL)),
     CHECK (verified_by IS DISTINCT FROM declared_by))`,
  // One plot for one supplier per crop and season, while the claim stands.
  `CREATE UNIQUE INDEX plots_one_claim ON plots (county_code, plot_code, crop_code, season)
     WHERE state IN ('DECLARED', 'VERIFIED')`,
  'CREATE INDEX plots_capacity ON plots (capacity_id)',
  'CREATE INDEX plots_county ON plots (county_code, state, created_at, id)',
  `CREATE TABLE lots (
     id uuid PRIMARY KEY,
     supplier_id uuid NOT NULL REFERENCES organizations,
     product_id uuid NOT NULL REFERENCES products,
     listing_id uuid REFERENCES listings,
     capacity_id uuid REFERENCES capacities,
     origin_county_code text NOT NULL,
     certificate_issuer_id uuid NOT NULL REFERENCES organizations,
     certificate_no text NOT NULL,
     harvested_on date NOT NULL,
     expires_on date NOT NULL,
     grade text NOT NULL,
     state text NOT NULL CHECK (state IN
       ('HARVESTED', 'AVAILABLE', 'ON_HOLD', 'DEPLETED', 'RECALLED', 'WRITTEN_OFF', 'EXPIRED')),
     created_by uuid NOT NULL REFERENCES members,
     created_at timestamptz NOT NULL,
     version integer NOT NULL,
     CHECK (harvested_on <= expires_on),
     CHECK (state <> 'AVAILABLE' OR listing_id IS NOT NULL),
     UNIQUE (certificate_issuer_id, certificate_no))`,
  `CREATE INDEX lots_on_sale ON lots (product_id) WHERE state = 'AVAILABLE'`,
  'CREATE INDEX lots_supplier ON lots (supplier_id, created_at, id)',
  'CREATE INDEX lots_capacity ON lots (capacity_id)',
  `CREATE INDEX lots_expiring ON lots (expires_on) WHERE state IN ('HARVESTED', 'AVAILABLE')`,
  `CREATE TABLE lot_origin_shares (
     lot_id uuid NOT NULL REFERENCES lots,
     county_code text NOT NULL,
     parts_per_million integer NOT NULL CHECK (parts_per_million BETWEEN 1 AND 1000000),
     PRIMARY KEY (lot_id, county_code))`,
  // I4, checked at commit because a lot and its shares are several rows.
  `CREATE FUNCTION check_origin_shares() RETURNS trigger LANGUAGE plpgsql AS $$
   DECLARE subject uuid;
   BEGIN
     IF TG_TABLE_NAME = 'lots' THEN subject := NEW.id;
     ELSIF TG_OP = 'DELETE' THEN subject := OLD.lot_id;
     ELSE subject := NEW.lot_id;
     END IF;
     IF (SELECT coalesce(sum(parts_per_million), 0) FROM lot_origin_shares WHERE lot_id = subject) <> 1000000 THEN
       RAISE EXCEPTION 'origin shares of lot % do not sum to 1000000', subject USING ERRCODE = 'check_violation';
     END IF;
     RETURN NULL;
   END $$`,
  `CREATE CONSTRAINT TRIGGER lots_have_origin AFTER INSERT ON lots
     DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_origin_shares()`,
  `CREATE CONSTRAINT TRIGGER lot_origin_shares_sum AFTER INSERT OR UPDATE OR DELETE ON lot_origin_shares
     DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_origin_shares()`,
  // Narrow and half empty pages, so that updates stay on their page (HOT) on a hot lot.
  `CREATE TABLE lot_stock (
     lot_id uuid PRIMARY KEY REFERENCES lots,
     in_base bigint NOT NULL CHECK (in_base > 0),
     reserved_base bigint NOT NULL DEFAULT 0 CHECK (reserved_base >= 0),
     shipped_base bigint NOT NULL DEFAULT 0 CHECK (shipped_base >= 0),
     loss_base bigint NOT NULL DEFAULT 0 CHECK (loss_base >= 0),
     transformed_out_base bigint NOT NULL DEFAULT 0 CHECK (transformed_out_base >= 0),
     CONSTRAINT lot_stock_never_oversold
       CHECK (reserved_base + shipped_base + loss_base + transformed_out_base <= in_base)
   ) WITH (fillfactor = 15)`,
  `CREATE TABLE lot_holdings (
     holder_id uuid NOT NULL,
     lot_id uuid NOT NULL REFERENCES lots,
     reserved_base bigint NOT NULL CHECK (reserved_base >= 0),
     shipped_base bigint NOT NULL DEFAULT 0 CHECK (shipped_base >= 0),
     PRIMARY KEY (holder_id, lot_id)
   ) WITH (fillfactor = 70)`,
  'CREATE INDEX lot_holdings_lot ON lot_holdings (lot_id)',
  `CREATE TABLE lot_movements (
     id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     lot_id uuid NOT NULL REFERENCES lots,
     kind text NOT NULL CHECK (kind IN
       ('IN', 'RESERVE', 'RELEASE', 'SHIP', 'TRANSIT_LOSS', 'WRITE_OFF', 'TRANSFORM_OUT')),
     quantity_base bigint NOT NULL CHECK (quantity_base > 0),
     holder_id uuid,
     reference_id uuid,
     at timestamptz NOT NULL,
     CHECK ((holder_id IS NOT NULL) = (kind IN ('RESERVE', 'RELEASE', 'SHIP', 'TRANSIT_LOSS'))))`,
  'CREATE INDEX lot_movements_lot ON lot_movements (lot_id, id)',
  `CREATE UNIQUE INDEX lot_movements_shipped_once ON lot_movements (reference_id, lot_id, holder_id) WHERE kind = 'SHIP'`,
  `CREATE TABLE lot_transformations (
     id uuid PRIMARY KEY,
     supplier_id uuid NOT NULL REFERENCES organizations,
     kind text NOT NULL CHECK (kind IN ('MERGE', 'SPLIT', 'PROCESS')),
     member_id uuid NOT NULL REFERENCES members,
     at timestamptz NOT NULL)`,
  `CREATE TABLE lot_transformation_parts (
     transformation_id uuid NOT NULL REFERENCES lot_transformations,
     lot_id uuid NOT NULL REFERENCES lots,
     side text NOT NULL CHECK (side IN ('SOURCE', 'CHILD')),
     quantity_base bigint NOT NULL CHECK (quantity_base > 0),
     PRIMARY KEY (transformation_id, lot_id))`,
  `CREATE UNIQUE INDEX lot_has_one_birth ON lot_transformation_parts (lot_id) WHERE side = 'CHILD'`,
];
