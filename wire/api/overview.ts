import { z } from 'zod';
import { CATEGORIES, INTENT_SCORES } from '../signal.ts';
import { ContactItem, ContactRef } from './contacts.ts';
import { Day, Instant } from './paging.ts';

/** `GET /overview?days=30`. */
export const OverviewQuery = z.strictObject({ days: z.enum(['7', '30', '90']).optional() });
export type OverviewQuery = z.infer<typeof OverviewQuery>;

/** A number now, and in the stretch of equal length before it; null when there was nothing yet to compare with for all of that stretch. */
export const Kpi = z.object({ now: z.number(), before: z.number().nullable() });
export type Kpi = z.infer<typeof Kpi>;

export const Overview = z.object({
  kpis: z.object({
    /** Contacts in the High bucket now; before: at the start of the stretch. */
    high: Kpi,
    medium: Kpi,
    /** Contacts who became known (stated an e-mail) in the stretch. */
    identified: Kpi,
    /** Distinct contacts with a signal that counts. */
    visitors: Kpi,
    signals: Kpi,
  }),
  onlineNow: z.number().int(),
  /** Filtered signals are left out. Every day of the stretch is there; categories with no signal are not. */
  signalsByDay: z.array(z.object({ day: Day, counts: z.partialRecord(z.enum(CATEGORIES), z.number().int()) })),
  /** Contacts in each bucket at the end of each day. Low counts only those with a signal in the past 90 days. */
  leadsByDay: z.array(z.object({ day: Day, High: z.number().int(), Medium: z.number().int(), Low: z.number().int() })),
  /** At most 10, most visitors first. */
  topPages: z.array(
    z.object({
      path: z.string(),
      title: z.string().nullable(),
      category: z.enum(CATEGORIES),
      visitors: z.number().int(),
      views: z.number().int(),
    }),
  ),
  /** First-touch channels of the stretch's visitors, at most 10, most visitors first; how many of them are High now. */
  channels: z.array(z.object({ channel: z.string(), visitors: z.number().int(), high: z.number().int() })),
  /** The eight hottest contacts now. */
  hot: z.array(ContactItem).max(8),
  /** Contacts whose bucket will fall within seven days: those who are High first, then the known ones, then the soonest. */
  cooling: z
    .array(
      ContactRef.extend({
        from: z.enum(INTENT_SCORES),
        to: z.enum(INTENT_SCORES),
        at: Instant,
        points: z.number(),
      }),
    )
    .max(8),
});
export type Overview = z.infer<typeof Overview>;
