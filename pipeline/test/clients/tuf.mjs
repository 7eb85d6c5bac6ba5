// A TUF client that is not ours (tuf-js) follows the metadata from a trusted root and downloads targets.
// node tuf.mjs MODULES ROOT URL SCRATCH TARGET…   prints `TARGET SHA-256` for each; ends with 1 and a sentence otherwise.
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const [modules, root, url, scratch, ...targets] = process.argv.slice(2);
const { Updater } = createRequire(join(modules, 'x.js'))('tuf-js');
const metadata = join(scratch, 'metadata');
const files = join(scratch, 'targets');
mkdirSync(metadata, { recursive: true });
mkdirSync(files, { recursive: true });
copyFileSync(root, join(metadata, 'root.json'));
try {
  const updater = new Updater({
    metadataDir: metadata, metadataBaseUrl: url + 'tuf', targetDir: files, targetBaseUrl: url,
    config: { fetchRetries: 0, fetchTimeout: 10000 },
  });
  await updater.refresh();
  for (const target of targets) {
    const found = await updater.getTargetInfo(target);
    if (!found) throw new Error(`${target} is not signed`);
    const path = await updater.downloadTarget(found);
    console.log(target, createHash('sha256').update(readFileSync(path)).digest('hex'));
  }
} catch (e) {
  console.error(e.constructor.name, e.message);
  process.exit(1);
}
