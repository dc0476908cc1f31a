import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build, parseAst } from 'vite';
import { DEFAULT_TAG_SETTINGS, renderTag, TAG_SETTINGS_PLACEHOLDER } from '../wire/tag-settings.ts';

/** What the tag may weigh as it is served: with a workspace's settings in it, gzipped. */
export const TAG_GZIP_BYTES_MAX = 5_700;

// As long as real ones: what a new workspace with the chat's launcher serves.
const USUAL_SETTINGS = { tagId: 'tag_0123456789abcdef', ...DEFAULT_TAG_SETTINGS, cookieless: false, chat: true };

const root = new URL('../', import.meta.url);

/** Where the built tag lies; its settings are filled in when it is served (`renderTag`). */
export const TAG_FILE: string = fileURLToPath(new URL('build/tag/tag.js', root));

export interface TagBuild {
  readonly file: string;
  /** As served with the usual settings. */
  readonly bytes: number;
  readonly gzipBytes: number;
}

/** Builds `build/tag/tag.js`. Throws when the code does not compile, loses its placeholder, or outgrows its budget. */
export async function buildTag(): Promise<TagBuild> {
  const { version } = JSON.parse(await readFile(new URL('package.json', root), 'utf8')) as { version: string };
  const code = await bundle(version);
  if (code.split(TAG_SETTINGS_PLACEHOLDER).length !== 2) {
    throw new Error(`The built tag must name ${TAG_SETTINGS_PLACEHOLDER} exactly once.`);
  }
  const served = renderTag(code, USUAL_SETTINGS);
  const gzipBytes = gzipSync(served, { level: 9 }).length;
  if (gzipBytes > TAG_GZIP_BYTES_MAX) {
    throw new Error(`The tag weighs ${gzipBytes} bytes gzipped; its budget is ${TAG_GZIP_BYTES_MAX}.`);
  }
  await mkdir(new URL('build/tag/', root), { recursive: true });
  await writeFile(TAG_FILE, code);
  return { file: TAG_FILE, bytes: Buffer.byteLength(served), gzipBytes };
}

async function bundle(version: string): Promise<string> {
  const built = await build({
    configFile: false,
    envFile: false,
    publicDir: false,
    logLevel: 'silent',
    root: fileURLToPath(new URL('browser/tag/', root)),
    define: { __KNOCK_VERSION__: JSON.stringify(version) },
    plugins: [{ name: 'arrows', renderChunk: (code) => asBlock(code) }],
    build: {
      write: false,
      target: 'es2021',
      minify: true,
      modulePreload: false,
      rolldownOptions: {
        input: fileURLToPath(new URL('browser/tag/main.ts', root)),
        // `asBlock` keeps it to itself. `let` everywhere packs better than `var`.
        output: { format: 'es', topLevelVar: false },
      },
    },
  });
  return 'output' in built ? built.output[0].code.trim() : '';
}

/**
 * The same script as a block, in which nothing is shared with the page, its functions written as arrows: both pack better.
 * Functions come first, as hoisting would have it. None of them may have a `this` of its own.
 */
function asBlock(code: string): string {
  const { body } = parseAst(code);
  const text = ({ start, end }: { start: number; end: number }) => code.slice(start, end);
  const functions = body.map((statement) => {
    if (statement.type !== 'FunctionDeclaration' || !statement.id || !statement.body) return '';
    const params = text({ start: statement.id.end, end: statement.body.start });
    return `const ${statement.id.name} = ${statement.async ? 'async ' : ''}${params} => ${text(statement.body)};`;
  });
  const values = body.filter(({ type }) => type === 'VariableDeclaration').map(text);
  const rest = body.filter(({ type }) => type !== 'VariableDeclaration' && type !== 'FunctionDeclaration').map(text);
  return ['{', ...values, ...functions, ...rest, '}'].join('\n');
}

if (import.meta.main) {
  const { file, bytes, gzipBytes } = await buildTag();
  console.log(`${file}: ${bytes} bytes as served, ${gzipBytes} gzipped (budget ${TAG_GZIP_BYTES_MAX})`);
}
