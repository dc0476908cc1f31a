import { CATEGORIES, type Category } from '../../wire/signal.ts';
import type { Day } from '../foundation/time.ts';
import type { Trx } from '../machinery/database/database.ts';

/** Signals of each category since a day. */
export async function categoryCounts(
  trx: Trx,
  workspaceId: string,
  firstDay: Day,
): Promise<Partial<Record<Category, number>>> {
  const rows = await trx.run<{ value: string; n: number }>(
    {
      name: 'category_counts',
      text: `select value, sum(n)::int as n from daily_count
        where workspace_id = $1 and day >= $2 and dimension = 'category' group by value`,
    },
    [workspaceId, firstDay],
  );
  const counts: Partial<Record<Category, number>> = {};
  for (const { value, n } of rows) {
    const category = CATEGORIES.find((one) => one === value);
    if (category) counts[category] = n;
  }
  return counts;
}

/** The pages most viewed among the latest 20,000 signals that no rule had a category for; at most 20. */
export async function pagesInOther(
  trx: Trx,
  workspaceId: string,
): Promise<{ path: string; title: string | null; views: number }[]> {
  return trx.run(
    {
      name: 'category_pages_in_other',
      text: `select path, mode() within group (order by title) as title, count(*)::int as views
        from (select kind, category, path, title, filtered from signal where workspace_id = $1 order by id desc limit 20000) latest
        where kind = 'page_view' and category = 'Other' and filtered is null and path is not null
        group by path order by views desc, path limit 20`,
    },
    [workspaceId],
  );
}
