import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build, type Plugin, transform } from 'esbuild';

/** What each of the chat's scripts may weigh, compressed as servers do at their best. */
export const WIDGET_GZIP_BYTES_MAX = 30 * 1024;

const root = new URL('../', import.meta.url);

/** The chat on websites, and the page of a link. */
export const WIDGET_SCRIPTS = ['widget.js', 'page.js'] as const;

const ENTRIES: Readonly<Record<(typeof WIDGET_SCRIPTS)[number], string>> = {
  'widget.js': 'browser/widget/main.ts',
  'page.js': 'browser/widget/page.ts',
};

export interface WidgetBuild {
  readonly name: string;
  readonly bytes: number;
  readonly gzipBytes: number;
}

/** Builds `build/widget/`. Throws when the code does not compile or a script outgrows its budget. */
export async function buildWidget(): Promise<readonly WidgetBuild[]> {
  await mkdir(new URL('build/widget/', root), { recursive: true });
  return Promise.all(WIDGET_SCRIPTS.map(buildScript));
}

async function buildScript(name: (typeof WIDGET_SCRIPTS)[number]): Promise<WidgetBuild> {
  const result = await build({
    entryPoints: [fileURLToPath(new URL(ENTRIES[name], root))],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    minify: true,
    charset: 'utf8',
    legalComments: 'none',
    plugins: [minifiedStyles],
    logLevel: 'silent',
  });
  const code = result.outputFiles[0]?.text ?? '';
  const gzipBytes = gzipSync(code, { level: 9 }).length;
  if (gzipBytes > WIDGET_GZIP_BYTES_MAX) {
    throw new Error(`${name} weighs ${gzipBytes} bytes gzipped; its budget is ${WIDGET_GZIP_BYTES_MAX}.`);
  }
  await writeFile(new URL(`build/widget/${name}`, root), code);
  return { name, bytes: Buffer.byteLength(code), gzipBytes };
}

/** Style sheets become texts, for the shadow root to adopt. */
const minifiedStyles: Plugin = {
  name: 'minified styles',
  setup(setup) {
    setup.onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { code } = await transform(await readFile(path, 'utf8'), { loader: 'css', minify: true, target: 'es2022' });
      return { contents: code.trim(), loader: 'text' };
    });
  },
};

if (import.meta.main) {
  for (const { name, bytes, gzipBytes } of await buildWidget()) {
    console.log(`build/widget/${name}: ${bytes} bytes, ${gzipBytes} gzipped (budget ${WIDGET_GZIP_BYTES_MAX})`);
  }
}
