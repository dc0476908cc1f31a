import { NumberInput } from '@mantine/core';
import type { ChatSetup } from '../../../../wire/api/conversations.ts';
import { duration } from '../../ui/format.ts';
import type { ChatFieldsProps } from './chat.tsx';

type Timer = keyof ChatSetup['timers'];

const TIMERS: readonly (readonly [Timer, string, string, number])[] = [
  ['replyNeeded', 'Rep Reply Needed', 'An assigned rep has not answered', 1_440],
  ['saveLead', 'Save the Lead', 'The chat was opened and nothing written', 10_080],
  ['followUp', 'Follow Up Needed', 'Your team wrote last, and the lead is silent', 43_200],
  ['close', 'Closed', 'Nothing was said by anybody', 525_600],
];

/** After how long a conversation's status changes by itself. */
export function ChatTimers({ draft, set, error, allowed }: ChatFieldsProps) {
  return (
    <div className="form">
      {TIMERS.map(([key, status, when, max]) => {
        const minutes = draft.timers[key];
        return (
          <NumberInput
            key={key}
            label={`${status}, minutes`}
            description={`${when} for ${minutes >= 2_880 ? `${Math.round(minutes / 1_440)} days` : duration(minutes * 60)}`}
            min={key === 'close' ? 10 : 1}
            max={max}
            allowDecimal={false}
            thousandSeparator=" "
            readOnly={!allowed}
            value={minutes}
            error={error?.fieldMessage(`timers.${key}`) ?? null}
            onChange={(value) => {
              if (typeof value === 'number') set({ timers: { ...draft.timers, [key]: value } });
            }}
          />
        );
      })}
    </div>
  );
}
