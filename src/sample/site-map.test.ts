import { expect, test } from 'vitest';
import { renderDemo } from '../../scripts/build-demo.ts';
import { FORMS, PAGES, sitePage } from './site-map.ts';

test('the sample visits pages that the demo website has, under their titles', async () => {
  const titles = new Map((await renderDemo()).map(({ path, title }) => [path, title]));
  for (const { path, title } of PAGES.values()) expect([path, titles.get(`/demo${path}`)]).toEqual([path, title]);
});

test('the sample sends forms that the demo website has, to their thank-you pages', async () => {
  const pages = new Map((await renderDemo()).map(({ path, html }) => [path, html]));
  for (const { page, thanks, label } of Object.values(FORMS)) {
    const html = pages.get(`/demo${sitePage(page).path}`) ?? '';
    expect(html).toContain(`action="/demo${sitePage(thanks).path}"`);
    expect(html).toContain(`>${label}</button>`);
    expect(html).toContain('data-knock-email');
  }
});
