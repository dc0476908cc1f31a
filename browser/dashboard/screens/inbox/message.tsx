import { ActionIcon, Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { TeamMessage } from '../../../../wire/api/conversations.ts';
import { Icon, type IconName } from '../../ui/bits/icon.tsx';
import { clockTime, exactTime } from '../../ui/format.ts';
import { eventWords } from './event-words.ts';
import { MessageFiles } from './message-files.tsx';
import { PlainText } from './plain-text.tsx';

export interface MessageProps {
  readonly message: TeamMessage;
  readonly leadName: string;
  /** The same author just before: no name again. */
  readonly follows: boolean;
  readonly mayEdit: boolean;
  readonly onEdit: (text: string) => void;
  readonly onStale: () => void;
}

/** One message. A note never looks like something the lead can read. */
export function Message(props: MessageProps) {
  const { message } = props;
  const [editing, setEditing] = useState(false);
  if (message.author === 'system') return <SystemLine message={message} />;
  const side = message.internal ? 'note' : message.author === 'lead' ? 'lead' : 'team';
  return (
    <div className="msg" data-side={side} data-author={message.author} data-follows={props.follows || undefined}>
      {!props.follows && <MessageHead message={message} leadName={props.leadName} />}
      <div className="msg-line">
        <div className="msg-bubble" title={exactTime(message.at)}>
          <MessageBody {...props} editing={editing} onDone={() => setEditing(false)} />
        </div>
        {props.mayEdit && !message.deleted && !editing && (
          <span className="msg-tools">
            {message.text !== '' && (
              <ActionIcon size="sm" aria-label="Edit" onClick={() => setEditing(true)}>
                <Icon name="edit" size={13} />
              </ActionIcon>
            )}
            <DeleteButton onDelete={() => props.onEdit('')} />
          </span>
        )}
      </div>
      {message.quickReplies.length > 0 && (
        <div className="msg-quick">
          <span className="sr">Offered answers:</span>
          {message.quickReplies.map((one) => (
            <span key={one.value}>{one.label}</span>
          ))}
        </div>
      )}
    </div>
  );
}

function MessageHead({ message, leadName }: { message: TeamMessage; leadName: string }) {
  const who =
    message.author === 'lead'
      ? leadName
      : message.author === 'agent'
        ? 'Agent'
        : (message.rep?.name ?? message.name ?? 'Team');
  return (
    <div className="msg-head small">
      {message.internal && (
        <span className="msg-note-word">
          <Icon name="lock" size={12} /> Internal note
        </span>
      )}
      <span className="msg-who">{who}</span>
      {message.via === 'slack' && <span className="dim">from Slack</span>}
      <time className="dim num" dateTime={message.at} title={exactTime(message.at)}>
        {clockTime(message.at)}
      </time>
    </div>
  );
}

function MessageBody(props: MessageProps & { editing: boolean; onDone: () => void }) {
  const { message } = props;
  if (message.deleted) return <em className="dim">Deleted</em>;
  if (props.editing) return <EditForm {...props} />;
  return (
    <>
      {message.text !== '' && <PlainText text={message.text} />}
      {message.files.length > 0 && <MessageFiles files={message.files} onStale={props.onStale} />}
      {message.edited && <span className="msg-edited small dim"> edited</span>}
    </>
  );
}

function EditForm({ message, onEdit, onDone }: MessageProps & { onDone: () => void }) {
  const [text, setText] = useState(message.text);
  const save = () => {
    const words = text.trim();
    if (words !== '' && words !== message.text) onEdit(words);
    onDone();
  };
  return (
    <div className="msg-edit">
      <Textarea
        aria-label="Edit the message"
        autosize
        minRows={1}
        maxRows={8}
        data-autofocus
        autoFocus
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onDone();
          if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
          event.preventDefault();
          save();
        }}
      />
      <div className="row">
        <Button size="compact-xs" onClick={save}>
          Save
        </Button>
        <Button size="compact-xs" variant="subtle" color="gray" onClick={onDone}>
          Cancel
        </Button>
      </div>
    </div>
  );
}

function DeleteButton({ onDelete }: { onDelete: () => void }) {
  const [sure, setSure] = useState(false);
  if (!sure) {
    return (
      <ActionIcon size="sm" aria-label="Delete" onClick={() => setSure(true)}>
        <Icon name="trash" size={13} />
      </ActionIcon>
    );
  }
  return (
    <Button size="compact-xs" color="ember" onClick={onDelete} onBlur={() => setSure(false)} autoFocus>
      Delete for both
    </Button>
  );
}

const EVENT_ICONS: Readonly<Record<string, IconName>> = {
  type: 'spark',
  email_saved: 'person',
  joined: 'person',
  assigned: 'assign',
  closed: 'check',
};

function SystemLine({ message }: { message: TeamMessage }) {
  return (
    <p className="msg-system small dim" title={exactTime(message.at)}>
      <Icon name={EVENT_ICONS[message.event?.word ?? ''] ?? 'info'} size={13} /> {eventWords(message)}
    </p>
  );
}
