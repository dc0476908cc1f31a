/** Builds the demo website into build/demo: pages from browser/demo, one style sheet, one script. Run by set-up; `node scripts/build-demo.ts` by hand. */
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { build } from 'esbuild';
import { type DemoPage, renderPage, type Templates } from '../browser/demo/site.ts';

const root = join(import.meta.dirname, '..');
const source = join(root, 'browser/demo');

/** Writes the whole site to `out`, emptying it first, and answers its pages. Throws naming the page for a broken fragment or slot. */
export async function buildDemo(out: string = join(root, 'build/demo')): Promise<readonly DemoPage[]> {
  const pages = await renderDemo();
  await rm(out, { recursive: true, force: true });
  for (const page of pages) {
    const file = join(out, page.path.slice('/demo/'.length), 'index.html');
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, page.html);
  }
  await build({
    entryPoints: { site: join(source, 'client/site.ts') },
    outdir: join(out, 'assets'),
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2020',
    logLevel: 'warning',
  });
  await build({
    entryPoints: { site: join(source, 'styles/site.css') },
    outdir: join(out, 'assets'),
    bundle: true,
    minify: true,
    logLevel: 'warning',
  });
  await cp(join(source, 'icon.svg'), join(out, 'assets/icon.svg'));
  return pages;
}

/** Every page of the site, rendered, in the order of their paths. */
export async function renderDemo(): Promise<readonly DemoPage[]> {
  const templates: Templates = {
    layout: await readFile(join(source, 'layout.html'), 'utf8'),
    partials: new Map(await fragments('partials')),
  };
  const pages = (await fragments('pages')).map(([name, text]) => renderPage(name, text, templates));
  return pages.sort((a, b) => (a.path < b.path ? -1 : 1));
}

async function fragments(folder: string): Promise<[name: string, text: string][]> {
  const files = await readdir(join(source, folder), { recursive: true, withFileTypes: true });
  return Promise.all(
    files
      .filter((file) => file.isFile() && file.name.endsWith('.html'))
      .map(async (file): Promise<[string, string]> => {
        const path = join(file.parentPath, file.name);
        return [relative(join(source, folder), path).slice(0, -'.html'.length), await readFile(path, 'utf8')];
      }),
  );
}

if (import.meta.main) {
  const pages = await buildDemo();
  console.log(`build/demo: ${pages.length} pages`);
}
