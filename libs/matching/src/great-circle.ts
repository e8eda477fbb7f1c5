/** A place in whole microdegrees, so that a stored input is exact. */
export interface Place {
  readonly latitudeMicrodegrees: number;
  readonly longitudeMicrodegrees: number;
}

/** The place as a point on the unit sphere: made once, then a distance is a few multiplications. */
export type SpherePoint = readonly [x: number, y: number, z: number];

const EARTH_RADIUS_KM = 6371;
const HALF_TURN = Math.PI;
const RADIANS_PER_MICRODEGREE = HALF_TURN / 180_000_000;

export function spherePoint({ latitudeMicrodegrees, longitudeMicrodegrees }: Place): SpherePoint {
  const latitude = latitudeMicrodegrees * RADIANS_PER_MICRODEGREE;
  const longitude = longitudeMicrodegrees * RADIANS_PER_MICRODEGREE;
  const flat = cosine(latitude);
  return [flat * cosine(longitude), flat * sine(longitude), sine(latitude)];
}

/**
 * Whole kilometres as the crow flies. Built from + − × ÷ and √ only: those are the same to the last bit on every machine,
 * sin and cos of the language are not.
 */
export function kilometresBetween(a: SpherePoint, b: SpherePoint): number {
  const [x, y, z] = [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
  return Math.round(2 * EARTH_RADIUS_KM * arcSine(Math.min(1, Math.sqrt(x * x + y * y + z * z) / 2)));
}

/** Taylor's series about zero, good to a millimetre up to half a turn. */
function sine(angle: number): number {
  let term = angle;
  let sum = angle;
  for (let n = 1; n <= 15; n += 1) {
    term *= (-angle * angle) / (2 * n * (2 * n + 1));
    sum += term;
  }
  return sum;
}

/** By the sine of the quarter turn's rest, so that no angle beyond half a turn is asked for. */
const cosine = (angle: number) => sine(HALF_TURN / 2 - (angle < 0 ? -angle : angle));

/** The series converges fast below ½ (6,600 km); beyond, by arcsin v = π/2 − 2 arcsin √((1 − v) / 2). */
function arcSine(value: number): number {
  if (value > 0.5) return HALF_TURN / 2 - 2 * arcSine(Math.sqrt((1 - value) / 2));
  const square = value * value;
  let power = value;
  let sum = value;
  for (let n = 1; n <= 20 && power > 1e-13; n += 1) {
    power *= (square * (2 * n - 1)) / (2 * n);
    sum += power / (2 * n + 1);
  }
  return sum;
}
