import { Button, Popover, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useState } from 'react';
import type { ConversationDetail, Rep } from '../../../../wire/api/conversations.ts';
import { chats } from '../../api/conversations.ts';
import { Icon } from '../../ui/bits/icon.tsx';
import { Avatar } from '../../ui/people/person.tsx';
import { useMyRep } from './reps.ts';

interface AssignMenuProps {
  readonly conversation: ConversationDetail;
  readonly opened: boolean;
  readonly onChange: (opened: boolean) => void;
  readonly onAssign: (repId: string | null) => void;
}

/** Whose conversation it is, and the way to give it to somebody else: those who are online first. */
export function AssignMenu({ conversation, opened, onChange, onAssign }: AssignMenuProps) {
  const [q, setQ] = useState('');
  const me = useMyRep();
  const all = useQuery(chats.reps()).data?.items ?? [];
  const found = all
    .filter((rep) => rep.active && `${rep.name} ${rep.email}`.toLowerCase().includes(q.trim().toLowerCase()))
    .sort((a, b) => Number(b.online) - Number(a.online) || a.name.localeCompare(b.name));
  const { owner } = conversation;
  const pick = (id: string | null) => {
    setQ('');
    onChange(false);
    onAssign(id);
  };
  const onKey = (event: KeyboardEvent) => {
    const first = found[0];
    if (event.key === 'Enter' && first) pick(first.id);
  };
  return (
    <Popover opened={opened} onChange={onChange} position="bottom-end" trapFocus returnFocus width={260}>
      <Popover.Target>
        <Button variant="default" size="compact-sm" aria-haspopup="dialog" onClick={() => onChange(!opened)}>
          <span className="cut owner-name">{owner ? (owner.id === me?.id ? 'Yours' : owner.name) : 'Assign'}</span>
          <Icon name="chevron" size={12} />
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Assign to" p={6}>
        <TextInput
          placeholder="Find a colleague"
          aria-label="Find a colleague"
          data-autofocus
          value={q}
          onChange={(event) => setQ(event.currentTarget.value)}
          onKeyDown={onKey}
        />
        <ul className="plain assign-list">
          {found.map((rep) => (
            <li key={rep.id}>
              <RepButton
                rep={rep}
                isOwner={rep.id === owner?.id}
                isMe={rep.id === me?.id}
                onPick={() => pick(rep.id)}
              />
            </li>
          ))}
          {owner && q === '' && (
            <li>
              <button type="button" className="plain assign-one dim" onClick={() => pick(null)}>
                <Icon name="back" size={14} /> Give back to the team
              </button>
            </li>
          )}
          {found.length === 0 && <li className="dim small assign-none">Nobody is called so.</li>}
        </ul>
      </Popover.Dropdown>
    </Popover>
  );
}

function RepButton(props: { rep: Rep; isOwner: boolean; isMe: boolean; onPick: () => void }) {
  const { rep } = props;
  return (
    <button type="button" className="plain assign-one" onClick={props.onPick}>
      <Avatar person={{ id: rep.id, name: rep.name, email: rep.email }} size={22} online={rep.online} />
      <span className="grow cut">
        {rep.name}
        {props.isMe && <span className="dim"> (you)</span>}
      </span>
      {!rep.member && <span className="dim small">Slack only</span>}
      <span className="sr">{rep.online ? 'online' : 'offline'}</span>
      {props.isOwner && <Icon name="check" size={14} />}
    </button>
  );
}
