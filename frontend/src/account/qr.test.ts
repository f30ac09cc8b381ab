import jsQR from "jsqr";
import { expect, test } from "vitest";
import { qrPath } from "./qr";

const scale = 4;

/** The picture as a phone's camera gets it: black squares on white. */
function photographed({ size, path }: { size: number; path: string }) {
  const side = size * scale;
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255);
  for (const [, x, y] of path.matchAll(/M(\d+) (\d+)h1v1h-1z/g))
    for (let row = 0; row < scale; row++)
      for (let column = 0; column < scale; column++) pixels.set([0, 0, 0], ((Number(y) * scale + row) * side + Number(x) * scale + column) * 4);
  return { pixels, side };
}

test("an app that scans the picture reads the address of the secret, to the letter", () => {
  const uri = "otpauth://totp/CSSS:a.rather.long.name%40hospital.example.org?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=CSSS&algorithm=SHA1&digits=6&period=30";
  const { pixels, side } = photographed(qrPath(uri));
  expect(jsQR(pixels, side, side)?.data).toBe(uri);
});
