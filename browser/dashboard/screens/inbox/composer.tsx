import { Button, Textarea, Tooltip } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import {
  type ClipboardEvent,
  type DragEvent,
  type KeyboardEvent,
  type RefObject,
  useEffect,
  useRef,
  useState,
} from 'react';
import type { ConversationDetail } from '../../../../wire/api/conversations.ts';
import { CHAT_TEXT_MAX } from '../../../../wire/chat-limits.ts';
import { call } from '../../api/client.ts';
import { chats } from '../../api/conversations.ts';
import { usePermit } from '../../api/me.ts';
import { Icon } from '../../ui/bits/icon.tsx';
import { filledReply, matchingReplies, slashWord } from './canned.ts';
import { CannedMenu } from './canned-menu.tsx';
import { AttachButton, EmojiButton, UploadChips } from './composer-tools.tsx';
import { type Draft, useDraft } from './draft.ts';
import { outgoing } from './outgoing.ts';
import { useUploads } from './uploads.ts';

interface ComposerProps {
  readonly conversation: ConversationDetail;
  readonly box: RefObject<HTMLTextAreaElement | null>;
  /** Set by the single keys: `r` answers, `n` notes, `/` asks for a canned reply. */
  readonly wish: { readonly what: 'reply' | 'note' | 'canned'; readonly at: number } | null;
}

/**
 * Where one writes. A note is unmistakable: another colour, another button, other words; and whoever begins with `//`, as in
 * Slack, is in a note before the second word.
 */
export function Composer({ conversation, box, wish }: ComposerProps) {
  const client = useQueryClient();
  const permit = usePermit('conversations.answer');
  const [draft, setDraft] = useDraft(conversation.id);
  const uploads = useUploads(conversation.id);
  const canned = useCanned(conversation, draft, setDraft);
  const typing = useTypingNotice(conversation.id);
  const first = conversation.contact.name?.split(' ')[0] ?? conversation.contact.email ?? 'the visitor';
  // biome-ignore lint/correctness/useExhaustiveDependencies: each wish acts once
  useEffect(() => {
    if (!wish) return;
    const text = wish.what === 'canned' && draft.text === '' ? '/' : draft.text;
    setDraft({ text, internal: wish.what === 'note' ? true : wish.what === 'reply' ? false : draft.internal });
    box.current?.focus();
  }, [wish]);
  if (!permit.allowed) return <p className="composer permit-notice">{permit.reason}</p>;

  const change = (text: string) => {
    const isNote = text.startsWith('//');
    setDraft({ text: isNote ? text.slice(2).trimStart() : text, internal: draft.internal || isNote });
    if (!draft.internal && !isNote && text !== '') typing.tell();
  };
  const ready = (draft.text.trim() !== '' || uploads.ready.length > 0) && !uploads.busy;
  const send = () => {
    if (!ready) return;
    outgoing.add(client, conversation.id, { text: draft.text.trim(), internal: draft.internal, files: uploads.ready });
    setDraft({ text: '', internal: draft.internal });
    uploads.clear();
    typing.stop();
    box.current?.focus();
  };
  const onKey = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing || canned.onKey(event)) return;
    if (event.key === 'Escape') event.currentTarget.blur();
    // On a touch keyboard Enter makes a line, as everywhere there.
    if (event.key !== 'Enter' || event.shiftKey || matchMedia('(pointer: coarse)').matches) return;
    event.preventDefault();
    send();
  };
  const dropFiles = (event: DragEvent | ClipboardEvent, files: FileList) => {
    if (files.length === 0) return;
    event.preventDefault();
    uploads.add(files);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: files may also be dropped here; the button does the same
    <div
      className="composer"
      data-note={draft.internal || undefined}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => dropFiles(event, event.dataTransfer.files)}
    >
      <div className="composer-top">
        <ModeSwitch draft={draft} onChange={(internal) => setDraft({ ...draft, internal })} first={first} />
        <span className="grow" />
        {draft.internal && (
          <span className="composer-warning small">
            <Icon name="lock" size={12} /> Only your team sees this
          </span>
        )}
      </div>
      {canned.open && <CannedMenu replies={canned.found} chosen={canned.chosen} onPick={canned.pick} />}
      <Textarea
        ref={box}
        aria-label={draft.internal ? 'Internal note' : `Reply to ${first}`}
        placeholder={draft.internal ? 'A note to your team' : `Reply to ${first}. Type / for a canned reply`}
        variant="unstyled"
        autosize
        minRows={2}
        maxRows={10}
        maxLength={CHAT_TEXT_MAX}
        value={draft.text}
        onChange={(event) => change(event.currentTarget.value)}
        onKeyDown={onKey}
        onBlur={typing.stop}
        onPaste={(event) => dropFiles(event, event.clipboardData.files)}
      />
      <UploadChips uploads={uploads} />
      <div className="composer-foot">
        <AttachButton uploads={uploads} />
        <EmojiButton onPick={(emoji) => insert(box.current, emoji, change)} />
        <span className="grow" />
        <Tooltip label={draft.internal ? 'Enter adds it' : 'Enter sends, Shift Enter makes a line'}>
          <Button
            leftSection={<Icon name={draft.internal ? 'lock' : 'send'} size={14} />}
            aria-disabled={!ready || undefined}
            className={`composer-send ${ready ? '' : 'not-permitted'}`}
            onClick={send}
          >
            {draft.internal ? 'Add note' : 'Send'}
          </Button>
        </Tooltip>
      </div>
    </div>
  );
}

function ModeSwitch(props: { draft: Draft; onChange: (internal: boolean) => void; first: string }) {
  const { draft, onChange } = props;
  return (
    <fieldset className="composer-modes">
      <legend className="sr">Who reads it</legend>
      <button type="button" aria-pressed={!draft.internal} onClick={() => onChange(false)}>
        Reply
      </button>
      <button type="button" aria-pressed={draft.internal} onClick={() => onChange(true)}>
        Note
      </button>
    </fieldset>
  );
}

function insert(box: HTMLTextAreaElement | null, text: string, change: (text: string) => void): void {
  if (!box) return;
  const { value, selectionStart, selectionEnd } = box;
  change(`${value.slice(0, selectionStart)}${text}${value.slice(selectionEnd)}`);
  const caret = selectionStart + text.length;
  requestAnimationFrame(() => {
    box.focus();
    box.setSelectionRange(caret, caret);
  });
}

/** Canned replies while the text is a slash and a word. */
function useCanned(conversation: ConversationDetail, draft: Draft, setDraft: (draft: Draft) => void) {
  const word = slashWord(draft.text);
  const [chosen, setChosen] = useState(0);
  const replies = useQuery({ ...chats.canned(), enabled: word !== null }).data?.items;
  const found = word === null ? [] : matchingReplies(replies ?? [], word);
  const index = Math.min(chosen, Math.max(0, found.length - 1));
  const pick = (at: number) => {
    const reply = found[at];
    if (reply) setDraft({ ...draft, text: filledReply(reply.text, conversation) });
    setChosen(0);
  };
  return {
    open: word !== null && replies !== undefined,
    found,
    chosen: index,
    pick,
    /** Whether it took the key. */
    onKey: (event: KeyboardEvent): boolean => {
      if (word === null || found.length === 0) return false;
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) setChosen((index + step + found.length) % found.length);
      else if (event.key === 'Enter' || event.key === 'Tab') pick(index);
      else if (event.key === 'Escape') setDraft({ ...draft, text: '' });
      else return false;
      event.preventDefault();
      return true;
    },
  };
}

const TELL_EVERY_MS = 3_000;

/** Tells the lead that somebody types: every few seconds while one does, and when one stops. */
function useTypingNotice(conversation: string) {
  const told = useRef(0);
  const post = (typing: boolean) =>
    // Whether it arrives does not matter: the next one is seconds away.
    void call('POST /conversations/:id/typing', { id: conversation, body: { typing } }).catch(() => undefined);
  return {
    tell: () => {
      const now = Date.now();
      if (now - told.current < TELL_EVERY_MS) return;
      told.current = now;
      post(true);
    },
    stop: () => {
      if (told.current === 0) return;
      told.current = 0;
      post(false);
    },
  };
}
