import { Button, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { CannedReply } from '../../../../wire/api/conversations.ts';
import { CHAT_TEXT_MAX } from '../../../../wire/chat-limits.ts';
import { useAction } from '../../api/actions.ts';
import { chats } from '../../api/conversations.ts';
import { ConfirmButton } from '../../ui/bits/confirm-button.tsx';
import { Icon } from '../../ui/bits/icon.tsx';
import { PermitButton, PermitNotice } from '../../ui/bits/permit-button.tsx';
import { Bones, Empty, ErrorPanel } from '../../ui/bits/states.tsx';
import { Panel, useTitle } from '../../ui/shell/page.tsx';

const FRESH = [['canned-replies']];

export function RepliesPage() {
  useTitle('Canned replies');
  const query = useQuery(chats.canned());
  const [open, setOpen] = useState<string | null>(null);
  return (
    <>
      <Panel title="Canned replies" flush note="type / and the name while you answer">
        {query.isError && <ErrorPanel error={query.error} retry={() => void query.refetch()} />}
        {query.isPending && <Bones lines={3} height={24} />}
        {query.data?.items.length === 0 && (
          <Empty icon="reply" title="No canned replies yet">
            Write below what you write every day anyway.
          </Empty>
        )}
        {query.data?.items.map((reply) =>
          open === reply.id ? (
            <div key={reply.id} className="list-row">
              <ReplyForm reply={reply} onDone={() => setOpen(null)} />
            </div>
          ) : (
            <ReplyRow key={reply.id} reply={reply} onEdit={() => setOpen(reply.id)} />
          ),
        )}
      </Panel>
      <Panel title="New reply">
        <PermitNotice needs="conversations.answer" />
        <ReplyForm reply={null} />
      </Panel>
    </>
  );
}

function ReplyRow({ reply, onEdit }: { reply: CannedReply; onEdit: () => void }) {
  const remove = useAction('DELETE /canned-replies/:id', { done: `/${reply.title} is gone`, refresh: FRESH });
  return (
    <div className="list-row">
      <Icon name="reply" />
      <div className="grow">
        <div>/{reply.title}</div>
        <div className="dim small cut">{reply.text}</div>
      </div>
      <PermitButton needs="conversations.answer" variant="default" size="compact-sm" onClick={onEdit}>
        Edit
      </PermitButton>
      <ConfirmButton
        needs="conversations.answer"
        ask="Delete for good"
        size="compact-sm"
        loading={remove.isPending}
        onConfirm={() => remove.mutate({ id: reply.id })}
      >
        Delete
      </ConfirmButton>
    </div>
  );
}

function ReplyForm({ reply, onDone }: { reply: CannedReply | null; onDone?: () => void }) {
  const [title, setTitle] = useState(reply?.title ?? '');
  const [text, setText] = useState(reply?.text ?? '');
  const after = () => {
    onDone?.();
    if (reply) return;
    setTitle('');
    setText('');
  };
  const make = useAction('POST /canned-replies', { quiet: true, done: 'Saved', refresh: FRESH, after });
  const change = useAction('PUT /canned-replies/:id', { quiet: true, done: 'Saved', refresh: FRESH, after });
  const error = make.error ?? change.error;
  return (
    <form
      className="form grow"
      onSubmit={(event) => {
        event.preventDefault();
        const body = { title: title.trim(), text: text.trim() };
        if (reply) change.mutate({ id: reply.id, body });
        else make.mutate({ body });
      }}
    >
      <TextInput
        label="Name"
        description="What it is found by after the slash"
        placeholder="pricing"
        required
        withAsterisk={false}
        maxLength={60}
        value={title}
        error={error ? (error.fieldMessage('title') ?? (error.fieldMessage('text') ? null : error.message)) : null}
        onChange={(event) => setTitle(event.currentTarget.value.replace(/^\//, ''))}
      />
      <Textarea
        label="Text"
        description="{name} becomes their first name, {company} their company"
        required
        withAsterisk={false}
        autosize
        minRows={3}
        maxLength={CHAT_TEXT_MAX}
        value={text}
        error={error?.fieldMessage('text') ?? null}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div className="form-foot">
        <PermitButton needs="conversations.answer" type="submit" loading={make.isPending || change.isPending}>
          Save
        </PermitButton>
        {onDone && (
          <Button variant="subtle" color="gray" onClick={onDone}>
            Cancel
          </Button>
        )}
      </div>
    </form>
  );
}
