import { useEffect, useRef, useState } from 'preact/hooks';
import { isOfflineForm } from '../chat/state.ts';
import { Composer } from './composer.tsx';
import { Header, SoundButton } from './header.tsx';
import { OfflineForm } from './offline-form.tsx';
import type { Parts } from './props.ts';
import { Thread } from './thread.tsx';

interface PanelProps extends Parts {
  readonly mode: 'panel' | 'modal' | 'page';
  readonly sound: boolean;
  readonly toggleSound: () => void;
  readonly close: () => void;
}

const FOCUSABLE = 'a[href],button:not([disabled]),input:not([hidden]):not([type=file]),textarea,[tabindex="0"]';

/** The chat itself: beside the launcher, in the middle of the page, or as the whole page. */
export function Panel({ mode, sound, toggleSound, close, ...parts }: PanelProps) {
  const { conversation, state, words, language } = parts;
  const frame = useRef<HTMLDivElement>(null);
  const [dropping, setDropping] = useState(false);
  // With a keyboard on the screen, focus would cover what is to be read.
  const isTouch = matchMedia('(pointer: coarse)').matches;
  const fillsScreen = mode !== 'page' && matchMedia('(max-width: 480px)').matches;
  const isModal = mode === 'modal' || fillsScreen;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it is opened; another conversation is another panel.
  useEffect(() => {
    conversation.opened();
    const active = (frame.current?.getRootNode() as ShadowRoot | undefined)?.activeElement;
    if (mode !== 'page' && !frame.current?.contains(active ?? null)) frame.current?.focus();
    return aboveKeyboard(frame.current);
  }, []);

  const keyed = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && mode !== 'page') close();
    if (event.key === 'Tab' && isModal) keepInside(event, frame.current);
  };
  const takesFiles = state.settings?.files ?? false;
  const dragged = (event: DragEvent) => {
    if (!takesFiles || !event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    setDropping(event.type === 'dragover');
    if (event.type === 'drop') conversation.attach(event.dataTransfer.files);
  };
  const { settings } = state;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a dialog or a region, as its role says.
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: modal only as a dialog.
    <div
      ref={frame}
      class={`panel ${mode}`}
      tabIndex={-1}
      role={mode === 'page' ? 'region' : 'dialog'}
      {...(isModal && { 'aria-modal': true })}
      aria-labelledby={settings && mode !== 'page' ? 'title' : undefined}
      aria-label={settings && mode !== 'page' ? undefined : words.conversation}
      onKeyDown={keyed}
      onDragOver={dragged}
      onDragLeave={dragged}
      onDrop={dragged}
    >
      {settings && mode !== 'page' && (
        <Header
          settings={settings}
          words={words}
          language={language}
          sound={sound}
          toggleSound={toggleSound}
          close={close}
        />
      )}
      {state.availability === 'unavailable' && !state.seen.messages.length ? (
        <p class="note middle">{words.unavailable}</p>
      ) : !settings ? (
        <p class="note middle">{words.loading}</p>
      ) : isOfflineForm(state) ? (
        <OfflineForm {...parts} />
      ) : (
        <>
          <Thread {...parts} />
          <Composer {...parts} autofocus={!isTouch && mode !== 'page'}>
            {mode === 'page' && <SoundButton words={words} sound={sound} toggle={toggleSound} />}
          </Composer>
        </>
      )}
      {dropping && <p class="drop">{words.drop}</p>}
    </div>
  );
}

function keepInside(event: KeyboardEvent, frame: HTMLElement | null): void {
  const stops = [...(frame?.querySelectorAll<HTMLElement>(FOCUSABLE) ?? [])];
  const edge = event.shiftKey ? stops[0] : stops.at(-1);
  const active = (frame?.getRootNode() as ShadowRoot | undefined)?.activeElement;
  if (active !== edge && active !== frame) return;
  event.preventDefault();
  (event.shiftKey ? stops.at(-1) : stops[0])?.focus();
}

/** Phones lay their keyboard over the page: what fills the screen has to fit above it. Returns how to stop. */
function aboveKeyboard(frame: HTMLElement | null): () => void {
  const seen = window.visualViewport;
  if (!frame || !seen) return () => {};
  const place = () => {
    frame.style.setProperty('--seen', `${seen.height}px`);
    frame.style.setProperty('--above', `${seen.offsetTop}px`);
  };
  place();
  seen.addEventListener('resize', place);
  seen.addEventListener('scroll', place);
  return () => {
    seen.removeEventListener('resize', place);
    seen.removeEventListener('scroll', place);
  };
}
