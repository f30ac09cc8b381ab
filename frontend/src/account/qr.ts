import { encode } from "uqr";

/** The quiet zone that the standard asks for (ISO/IEC 18004), in modules. */
const quietZone = 4;

/** A QR code as the path of an SVG, one square a dark module. Drawn here: the secret goes nowhere else. */
export function qrPath(text: string): { size: number; path: string } {
  const { size, data } = encode(text, { ecc: "M", border: quietZone });
  const squares = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])));
  return { size, path: squares.join("") };
}
