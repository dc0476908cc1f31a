import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { TAG_SETTINGS_PLACEHOLDER } from '../wire/tag-settings.ts';

/** What the tag may weigh, compressed as servers do at their best. The aim is 4 KB. */
export const TAG_GZIP_BYTES_MAX = 6_144;

const root = new URL('../', import.meta.url);

/** Where the built tag lies; its settings are filled in when it is served (`renderTag`). */
export const TAG_FILE: string = fileURLToPath(new URL('build/tag/tag.js', root));

export interface TagBuild {
  readonly file: string;
  readonly bytes: number;
  readonly gzipBytes: number;
}

/** Builds `build/tag/tag.js`. Throws when the code does not compile, loses its placeholder, or outgrows its budget. */
export async function buildTag(): Promise<TagBuild> {
  const { version } = JSON.parse(await readFile(new URL('package.json', root), 'utf8')) as { version: string };
  const result = await build({
    entryPoints: [fileURLToPath(new URL('browser/tag/main.ts', root))],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2021',
    minify: true,
    charset: 'utf8',
    legalComments: 'none',
    define: { __KNOCK_VERSION__: JSON.stringify(version) },
    logLevel: 'silent',
  });
  const code = result.outputFiles[0]?.text ?? '';
  if (code.split(TAG_SETTINGS_PLACEHOLDER).length !== 2) {
    throw new Error(`The built tag must name ${TAG_SETTINGS_PLACEHOLDER} exactly once.`);
  }
  const gzipBytes = gzipSync(code, { level: 9 }).length;
  if (gzipBytes > TAG_GZIP_BYTES_MAX) {
    throw new Error(`The tag weighs ${gzipBytes} bytes gzipped; its budget is ${TAG_GZIP_BYTES_MAX}.`);
  }
  await mkdir(new URL('build/tag/', root), { recursive: true });
  await writeFile(TAG_FILE, code);
  return { file: TAG_FILE, bytes: code.length, gzipBytes };
}

if (import.meta.main) {
  const { file, bytes, gzipBytes } = await buildTag();
  console.log(`${file}: ${bytes} bytes, ${gzipBytes} gzipped (budget ${TAG_GZIP_BYTES_MAX})`);
}
