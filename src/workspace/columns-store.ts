import { type Kysely, sql } from 'kysely';
import { COLUMN_TABLES, ColumnChoice, type ColumnsPut, type Me } from '../../wire/api/session.ts';
import type { Tables } from '../machinery/tables.ts';

/** What a member chose to see of each table; tables without a choice, or with one that is no longer understood, are left out. */
export async function findColumns(q: Kysely<Tables>, workspaceId: string, userId: string): Promise<Me['columns']> {
  const row = await q
    .selectFrom('auth_member')
    .select('columns')
    .where('organizationId', '=', workspaceId)
    .where('userId', '=', userId)
    .executeTakeFirst();
  const kept = (row?.columns ?? {}) as Record<string, unknown>;
  return Object.fromEntries(
    COLUMN_TABLES.flatMap((table) => {
      const choice = ColumnChoice.safeParse(kept[table]);
      return choice.success ? [[table, choice.data]] : [];
    }),
  );
}

/** Replaces the choice for one table. */
export async function keepColumns(
  q: Kysely<Tables>,
  workspaceId: string,
  userId: string,
  { table, columns }: ColumnsPut,
): Promise<void> {
  await q
    .updateTable('auth_member')
    .set({ columns: sql`columns || ${JSON.stringify({ [table]: columns })}::jsonb` })
    .where('organizationId', '=', workspaceId)
    .where('userId', '=', userId)
    .execute();
}
