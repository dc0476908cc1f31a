import { CategoryRule } from '../../wire/api/categories.ts';
import { namedId } from '../foundation/ids.ts';
import type { Trx } from '../machinery/database/database.ts';

/** A workspace's own rules as they are edited, in the order in which they are tried, and which version of them this is. */
export interface WrittenRules {
  readonly version: number;
  readonly rules: readonly CategoryRule[];
}

/** The rules as they stand. */
export async function readRules(trx: Trx, workspaceId: string): Promise<WrittenRules> {
  const rows = await trx.run<{ version: number; match: unknown }>(
    {
      name: 'category_rules',
      text: `select w.rules_version as version, r.match || jsonb_build_object('category', r.category) as match
        from workspace w left join category_rule r on r.workspace_id = w.id where w.id = $1 order by r.position`,
    },
    [workspaceId],
  );
  // A rule that this release cannot read (its category went away) is left out, not guessed.
  const rules = rows.flatMap(({ match }) => {
    const read = CategoryRule.safeParse(match);
    return read.success ? [read.data] : [];
  });
  return { version: rows[0]?.version ?? 0, rules };
}

/** The number of the rules as they stand: it changes with every change of them. */
export async function rulesVersion(trx: Trx, workspaceId: string): Promise<number> {
  const rows = await trx.run<{ version: number }>(
    { name: 'category_rules_version', text: 'select rules_version as version from workspace where id = $1' },
    [workspaceId],
  );
  return rows[0]?.version ?? 0;
}

/** Puts these rules in place of the former ones. Answers their version. */
export async function saveRules(trx: Trx, workspaceId: string, rules: readonly CategoryRule[]): Promise<number> {
  // First the version: its row is the lock that keeps two savings apart.
  const rows = await trx.run<{ version: number }>(
    {
      name: 'category_rules_bump',
      text: 'update workspace set rules_version = rules_version + 1 where id = $1 returning rules_version as version',
    },
    [workspaceId],
  );
  await trx.run({ name: 'category_rules_clear', text: 'delete from category_rule where workspace_id = $1' }, [
    workspaceId,
  ]);
  await trx.run(
    {
      name: 'category_rules_save',
      text: `insert into category_rule (workspace_id, id, position, match, category)
        select $1::uuid, id, position, match, category
        from json_to_recordset($2::json) as r(id uuid, position int, match jsonb, category text)`,
    },
    [
      workspaceId,
      JSON.stringify(
        rules.map(({ category, ...match }, position) => ({
          id: namedId(workspaceId, 'category_rule', match.id),
          ...{ position, match, category },
        })),
      ),
    ],
  );
  return rows[0]?.version ?? 0;
}
