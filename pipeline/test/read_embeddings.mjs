// Reads embeddings.bin as the documentation of discovery.build.VectorFile says; nothing else was looked at.
import { readFileSync } from "node:fs";

export function open(path) {
  const bytes = readFileSync(path);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const int = at => view.getInt32(at, true);
  if (bytes.toString("latin1", 0, 8) !== "SKILLVEC") throw new Error("no file of vectors");
  if (int(8) !== 1) throw new Error("format " + int(8));
  const header = { begin: int(12), model: bytes.toString("hex", 16, 48), recipe: int(48), dims: int(52),
    rowBytes: int(56), rows: int(60), vectors: int(64) };
  if (bytes.length !== header.begin + header.rows * header.rowBytes) throw new Error("it was cut");
  const row = slot => {
    const at = header.begin + slot * header.rowBytes;
    const digest = bytes.toString("hex", at, at + 32);
    return /^0+$/.test(digest) ? null : { digest, scale: view.getFloat32(at + 32, true),
      codes: new Int8Array(bytes.buffer, bytes.byteOffset + at + 36, header.dims) };
  };
  const cosine = (a, b) => a.codes.reduce((sum, code, i) => sum + code * b.codes[i], 0) * a.scale * b.scale;
  return { header, row, cosine };
}

if (process.argv[2]) {
  const { header, row, cosine } = open(process.argv[2]);
  console.log(header.model, header.recipe, header.dims, header.rows, header.vectors);
  for (let slot = 0; slot < header.rows; slot++) {
    const one = row(slot);
    console.log(one ? [slot, one.digest, one.codes.join(","), cosine(one, one).toFixed(4)].join(" ") : slot + " hole");
  }
}
