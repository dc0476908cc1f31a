import { Tooltip } from '@mantine/core';
import type { ChatStatus } from '../../../../wire/api/conversations.ts';
import { exactTime, until, useNow } from '../../ui/format.ts';
import './status.css';

type Tone = 'wait' | 'busy' | 'calm' | 'good' | 'off';

const STATUSES: Readonly<Record<ChatStatus, readonly [Tone, string]>> = {
  New: ['calm', 'Opened the chat and has not written yet'],
  'Save the Lead': ['wait', 'Opened the chat hours ago and never wrote'],
  Spam: ['off', 'Not a lead'],
  'AI Discovery': ['calm', 'Has written; nobody of the team has answered yet'],
  'Rep Reply Needed': ['wait', 'Is waiting for a person'],
  'Rep Discovery': ['busy', 'A person has answered'],
  'Follow Up Needed': ['wait', 'You wrote last, and they have been silent since'],
  Rejected: ['off', 'Turned down'],
  Closed: ['off', 'Over; a new message opens it again'],
  Qualified: ['good', 'A deal came of it'],
};

/** The words are the CRM's; what they mean is said on hover. */
export function StatusWord({ value, dueAt }: { value: ChatStatus; dueAt?: string | null }) {
  const now = useNow();
  const [tone, hint] = STATUSES[value];
  const due = dueAt ? `. Changes by itself ${until(dueAt, now)} (${exactTime(dueAt)})` : '';
  return (
    <Tooltip label={`${hint}${due}`}>
      <span className="chat-status" data-tone={tone}>
        {value}
      </span>
    </Tooltip>
  );
}
