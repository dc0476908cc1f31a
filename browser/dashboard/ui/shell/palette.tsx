import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { createSpotlight, Spotlight } from '@mantine/spotlight';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useEffect, useState } from 'react';
import { queries } from '../../api/queries.ts';
import { Icon } from '../bits/icon.tsx';
import { Bones } from '../bits/states.tsx';
import { plural } from '../format.ts';
import { ScoreBadge } from '../people/intent.tsx';
import { Avatar, CompanyTile } from '../people/person.tsx';
import { personName } from '../words.ts';
import { COMMANDS, EVERY_PLACE, SETTINGS } from './nav.ts';
import '@mantine/spotlight/styles.layer.css';
import './palette.css';

const [store, palette] = createSpotlight();
export const openPalette = palette.open;

/** Finds contacts, accounts, pages of the website, and screens. */
export function Palette() {
  const [text, setText] = useState('');
  const [q] = useDebouncedValue(text.trim(), 120);
  const navigate = useNavigate();
  const search = useQuery(queries.search(q));
  const found = search.data;
  const go = (to: string, search?: object) => () => void navigate({ to, search: search ?? {} } as never);
  const places = matching(text);
  const asked = q !== '';
  const nothing =
    asked && found && places.length + found.contacts.length + found.accounts.length + found.pages.length === 0;

  useEffect(() => {
    if (found) chooseFirst();
  }, [found]);

  return (
    <Spotlight.Root
      store={store}
      query={text}
      onQueryChange={setText}
      shortcut={null}
      scrollable
      maxHeight={440}
      size="xl"
      attributes={{ content: { 'aria-label': 'Find' } }}
    >
      <Spotlight.Search
        placeholder="Find a contact, account, page or screen"
        leftSection={<Icon name="search" size={18} />}
        aria-label="Find a contact, account, page or screen"
        onKeyDown={openFirst}
      />
      <Spotlight.ActionsList>
        {asked && found && found.contacts.length > 0 && (
          <Spotlight.ActionsGroup label="Contacts">
            {found.contacts.map((one) => (
              <Spotlight.Action
                key={one.id}
                label={personName(one)}
                description={[one.name && one.email, one.accountName].filter(Boolean).join(' · ')}
                leftSection={<Avatar person={one} />}
                rightSection={<ScoreBadge value={one.intentScore} />}
                onClick={go(`/contacts/${one.id}`)}
              />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {asked && found && found.accounts.length > 0 && (
          <Spotlight.ActionsGroup label="Accounts">
            {found.accounts.map((one) => (
              <Spotlight.Action
                key={one.id}
                label={one.name}
                description={one.domain ?? ''}
                leftSection={<CompanyTile name={one.name} size={24} />}
                rightSection={<ScoreBadge value={one.intentScore} />}
                onClick={go(`/accounts/${one.id}`)}
              />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {asked && found && found.pages.length > 0 && (
          <Spotlight.ActionsGroup label="Pages of your website">
            {found.pages.map((page) => (
              <Spotlight.Action
                key={page.path}
                label={page.title ?? page.path}
                description={`${page.path} · ${plural(page.visitors, 'visitor')}`}
                leftSection={<Icon name="page" size={18} />}
                onClick={go('/contacts', { page: page.path })}
              />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {places.length > 0 && (
          <Spotlight.ActionsGroup label="Screens">
            {places.map((place) => (
              <Spotlight.Action
                key={place.label}
                label={place.label}
                description={place.hint}
                leftSection={<Icon name={place.icon} size={18} />}
                onClick={go(place.to, 'search' in place ? place.search : undefined)}
              />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {asked && !found && (
          <Unanswered failed={search.isError || search.isPaused} retry={() => void search.refetch()} />
        )}
        {nothing && <Spotlight.Empty>Nothing is called “{q}”. Try a name, a company or a path.</Spotlight.Empty>}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}

/** In the place of what the server finds, while it has not said. */
function Unanswered({ failed, retry }: { failed: boolean; retry: () => void }) {
  if (!failed) return <Bones lines={4} height={18} gap={14} />;
  return (
    <div className="row palette-unanswered" role="alert">
      <span className="grow">The server did not answer. Only screens can be found.</span>
      <Button variant="default" size="compact-sm" onClick={retry}>
        Try again
      </Button>
    </div>
  );
}

/** What was found comes after the screens and stands above them: without this the choice would stay on a screen, out of view. */
function chooseFirst(): void {
  const rows = document.querySelectorAll('.mantine-Spotlight-action');
  for (const row of rows) row.removeAttribute('data-selected');
  rows[0]?.setAttribute('data-selected', 'true');
  store.updateState((state) => ({ ...state, selected: 0 }));
}

/** Enter without having moved opens the first one, which is shown as chosen. */
function openFirst(event: KeyboardEvent<HTMLInputElement>): void {
  if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
  const list = document.querySelector('.mantine-Spotlight-actionsList');
  if (list && !list.querySelector('[data-selected]')) list.querySelector<HTMLElement>('[data-action]')?.click();
}

function matching(text: string) {
  const wanted = text.trim().toLowerCase();
  const settings = SETTINGS.map((one) => ({ ...one, icon: 'settings' as const }));
  const all = [...EVERY_PLACE, ...COMMANDS, ...settings];
  if (wanted === '') return EVERY_PLACE;
  return all.filter((one) => `${one.label} ${one.hint}`.toLowerCase().includes(wanted)).slice(0, 6);
}
